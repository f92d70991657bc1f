"""The checklist templates that come with the program: two good ones for each trade, in Portuguese like their users.

Apart because they are the work of technicians and not of programmers: written as lists, read into templates here.
Ranges are those of the standards the trade works by (ABNT NBR 5410, 5626, 10898, 16401; ANEEL PRODIST, módulo 8) for
220/380 V; an office corrects them in a minute.
"""

from __future__ import annotations

from decimal import Decimal

from osdesk.domain.checklists import ChecklistTemplate, ItemKind, TemplateItem

# `# section`, `- yes or no`, `= measure | unit | lowest..highest`, `? choice | this / that`, `> free text`
_WRITTEN = """
Manutenção preventiva de split
# Evaporadora
- Filtros limpos e secos
- Serpentina e turbina higienizadas
- Dreno desobstruído e testado com água
- Isolamento das tubulações
# Condensadora
- Serpentina limpa e aletas alinhadas
- Fixação e amortecedores
- Conexões elétricas reapertadas
# Medições
= Tensão de entrada | V | 198..242
= Corrente do compressor | A
= Temperatura de insuflamento | °C | 8..14
= Pressão de sucção | psi | 105..145
? Fluido refrigerante | R-410A / R-32 / R-22 / Outro
- Controle remoto e funções testados

Instalação de split
# Preparação
- Condensadora em local ventilado e com acesso
? Circuito elétrico | Exclusivo / Compartilhado / A executar
= Disjuntor do circuito | A | 10..40
# Montagem
- Suportes nivelados e fixados
- Tubulação isolada e sem estrangulamento
= Comprimento da tubulação | m | 3..30
- Dreno com caimento, testado com água
- Aterramento ligado
# Estanqueidade e vácuo
= Teste com nitrogênio | psi | 250..500
= Vácuo final | µmHg | 0..500
# Partida
= Tensão de entrada | V | 198..242
= Corrente do compressor | A
= Temperatura de insuflamento | °C | 8..14
- Cliente orientado sobre uso e limpeza dos filtros

Inspeção de quadro elétrico
# Segurança
- Quadro desligado, bloqueado e sinalizado (NR-10)
- Ausência de tensão confirmada com instrumento
# Inspeção visual
- Tampa, barreiras e aviso de risco
- Circuitos identificados
- Disjuntores de acordo com os condutores
- DR nos circuitos de áreas molhadas
- DPS com indicador em ordem
- Condutores sem sinal de aquecimento
- Conexões e barramentos reapertados
# Medições
= Tensão fase-neutro | V | 202..231
= Tensão entre fases | V | 350..399
= Corrente da fase mais carregada | A
= Ponto mais quente | °C | 0..70
= Disparo do DR | ms | 0..300
= Resistência de aterramento | Ω | 0..10

Instalação de circuito elétrico
# Execução
? Finalidade | Iluminação / Tomadas / Chuveiro / Ar-condicionado / Outra
= Seção dos condutores | mm² | 1.5..35
= Disjuntor instalado | A | 6..63
- Cores dos condutores conforme a norma
- Eletrodutos e caixas fixados, sem rebarbas
- Condutor de proteção em todos os pontos
- DR instalado onde a norma pede
# Ensaios
- Continuidade do condutor de proteção
= Resistência de isolamento | MΩ | 0.5..
= Tensão no ponto | V | 202..231
= Queda de tensão | % | 0..4
- Polaridade conferida nas tomadas
# Entrega
- Circuito identificado no quadro
- Acabamento conferido e local limpo

Instalação de câmeras (CFTV)
# Câmeras
= Câmeras instaladas | un | 1..128
- Fixação firme, na altura combinada
- Enquadramento e foco aprovados pelo cliente
- Conexões externas protegidas da água
? Alimentação | PoE / Fonte central / Fonte individual
= Tensão na câmera mais distante | V | 11..13
# Gravador
- Data e hora sincronizadas
- Gravação conferida em todas as câmeras
= Dias de gravação | dias | 7..90
- Senha padrão trocada e entregue ao cliente
- Acesso pelo celular testado
> Número de série do gravador
# Entrega
- Nobreak e proteção contra surto ligados
- Aviso de ambiente filmado afixado
- Cliente sabe ver e exportar imagens

Pontos de rede e Wi-Fi
# Cabeamento
= Pontos instalados | un | 1..500
? Categoria do cabo | Cat 5e / Cat 6 / Cat 6A
- Cabos identificados nas duas pontas
= Maior lance de cabo | m | 1..90
- Afastamento dos cabos de energia
- Continuidade e pares testados em todos os pontos
# Equipamentos
- Rack aterrado e organizado
- Switch e roteador atualizados
- Senhas padrão trocadas e entregues ao cliente
# Medições
= Velocidade na tomada | Mbps
= Latência | ms | 0..50
= Perda de pacotes | % | 0..1
= Sinal Wi-Fi no ponto mais distante | dBm | -70..-30
- Cópia da configuração guardada

Ronda de manutenção predial
# Hidráulica
- Torneiras, válvulas e sifões sem vazamento
- Reservatórios tampados, com boia e extravasor
= Pressão no ponto mais alto | kPa | 10..400
- Bombas alternadas e sem ruído
# Elétrica
- Iluminação das áreas comuns
- Iluminação de emergência acende no teste
= Autonomia da emergência | min | 60..
- Quadros fechados e identificados
# Segurança
- Extintores na validade e com pressão
- Portas corta-fogo fecham sozinhas
- Portão com fotocélula e destravamento testados
# Conservação
- Calhas, ralos e telhado limpos
- Sem infiltração ou trinca nova
? Estado geral | Bom / Regular / Precisa de reparo
> Pendências para a próxima ronda

Reparo em imóvel
# Antes de começar
- Serviço conferido com o cliente
- Móveis e pisos protegidos
- Água ou energia desligada e sinalizada
# Serviço
? Tipo de reparo | Hidráulica / Elétrica / Alvenaria / Pintura / Marcenaria / Outro
- Executado como combinado
- Peças novas e adequadas
- Peças trocadas mostradas ao cliente
# Teste e entrega
= Tempo de teste sem falha | min | 10..
- Funcionamento demonstrado ao cliente
- Local limpo e entulho retirado
- Cliente orientado sobre uso e garantia
> Recomendações
"""


def templates() -> tuple[ChecklistTemplate, ...]:
    """Two templates each for air-conditioning, electrical work, cameras and networks, and general maintenance."""
    return tuple(_read(block) for block in _WRITTEN.strip().split("\n\n"))


def _read(block: str) -> ChecklistTemplate:
    name, *lines = block.splitlines()
    return ChecklistTemplate(name=name, items=tuple(_item(line) for line in lines))


def _item(line: str) -> TemplateItem:
    mark, _, rest = line.partition(" ")
    text, *details = (part.strip() for part in rest.split("|"))
    match mark:
        case "#":
            return TemplateItem(kind=ItemKind.SECTION, text=text)
        case "-":
            return TemplateItem(kind=ItemKind.YES_NO, text=text)
        case ">":
            return TemplateItem(kind=ItemKind.TEXT, text=text)
        case "?":
            return TemplateItem(kind=ItemKind.CHOICE, text=text, choices=tuple(details[0].split(" / ")))
        case _:
            lowest, _, highest = details[1].partition("..") if len(details) > 1 else ("", "", "")
            return TemplateItem(
                kind=ItemKind.MEASURE,
                text=text,
                unit=details[0],
                minimum=Decimal(lowest) if lowest else None,
                maximum=Decimal(highest) if highest else None,
            )

"""What the invented office does all day: reasons of requests, equipment, materials with prices, remarks of technicians.

Apart because it is only the words and figures of four trades. `{}` in a reason or a remark is a place.
"""

from __future__ import annotations

from typing import NamedTuple

from osdesk.domain.materials import LineKind

PLACES = (
    *("da recepção", "da sala de reuniões", "do caixa", "da área de vendas", "do escritório", "da cozinha"),
    *("do refeitório", "do depósito", "da sala 2", "do 3º andar", "do térreo", "do auditório", "do bloco B"),
    *("da portaria", "do salão de festas", "do consultório 1", "da diretoria", "do estoque", "da garagem"),
    *("do quarto do casal", "da sala de estar", "da biblioteca", "do laboratório", "da sala de espera", "da fachada"),
    *("do subsolo", "da copa", "da sala dos professores", "da casa de máquinas", "da cobertura"),
)


class Goods(NamedTuple):
    """A line that can be charged: its kind, unit, usual price in cents, and the quantities it is taken in."""

    kind: LineKind
    description: str
    unit: str
    price: int
    quantities: tuple[str, ...] = ("1",)


class Job(NamedTuple):
    """A kind of request: the key of its service type, what is said on the phone, and what is then done.

    Equipment is a word of the reasons that speak of it ("" fits all), what it is, and its brand and model.
    """

    service_type: str
    template: str
    reasons: tuple[str, ...]
    equipment: tuple[tuple[str, str, str], ...]
    goods: tuple[Goods, ...]
    remarks: tuple[str, ...]


def _parts(*lines: tuple[str, str, int] | tuple[str, str, int, str]) -> tuple[Goods, ...]:
    return tuple(
        Goods(LineKind.PART, line[0], line[1], line[2], tuple(line[3].split()) if len(line) == 4 else ("1", "1", "2"))
        for line in lines
    )


_HOUR = Goods(LineKind.LABOUR, "Mão de obra", "h", 12000, ("1", "1.5", "2", "2.5", "3", "4"))
_TWO_HOURS = Goods(LineKind.LABOUR, "Mão de obra, dois técnicos", "h", 18000, ("1.5", "2", "2.5", "4"))
_CALL = Goods(LineKind.TRAVEL, "Deslocamento", "serv.", 9000)
_KILOMETRES = Goods(LineKind.TRAVEL, "Quilômetros rodados", "km", 180, ("12", "18", "24.5", "36", "60"))
_WORK = (_HOUR, _TWO_HOURS, _CALL, _KILOMETRES)

_SPLITS = (
    ("", "Split hi-wall 9.000 BTU/h", "Nortfrio NX-9"),
    ("", "Split hi-wall 12.000 BTU/h", "Nortfrio NX-12"),
    ("", "Split inverter 18.000 BTU/h", "Nortfrio NX-18"),
    ("", "Split piso-teto 36.000 BTU/h", "Frigomax FX-36"),
    ("", "Split piso-teto 60.000 BTU/h", "Frigomax FX-60"),
    ("", "Cassete 36.000 BTU/h", "Ventalis K36"),
    ("", "Multi-split 2 × 9.000 BTU/h", "Ventalis M2"),
)
_AIR_PARTS = _parts(
    ("Capacitor de partida 35 µF, 440 V", "un", 6890),
    ("Capacitor 45 µF, 440 V", "un", 6490),
    ("Fluido refrigerante R-410A", "kg", 18500, "0.4 0.8 1 1.2"),
    ("Fluido refrigerante R-32", "kg", 21000, "0.3 0.6 0.9"),
    ('Tubo de cobre 3/8" com isolamento', "m", 7800, "1.5 2 3 4.5"),
    ('Tubo de cobre 1/4" com isolamento', "m", 5200, "1.5 2 3 4.5"),
    ('Mangueira de dreno 3/4", com isolamento', "m", 1240, "2 3.5 5"),
    ("Filtro de nylon lavável", "un", 4750, "1 2"),
    ("Placa eletrônica da evaporadora", "un", 48900),
    ("Motor ventilador da condensadora", "un", 36500),
    ("Sensor de temperatura", "un", 5800),
    ("Controle remoto", "un", 8900),
    ("Suporte para condensadora", "par", 9500),
    ("Bomba de condensado", "un", 28900),
    ("Contatora 25 A", "un", 11250),
    ("Bactericida para serpentina", "un", 3890),
)
_AIR_REMARKS = (
    "Dreno {} entupido por lodo; desobstruído e nível corrigido. Sem gotejamento após 20 minutos de teste.",
    "Capacitor fora da faixa, trocado. Insuflamento a 11 °C, corrente dentro da placa.",
    "Carga de fluido completada após teste de estanqueidade. Recomendada nova visita em 30 dias.",
    "Suporte da condensadora corroído: trocar em até 30 dias. Orçamento segue por e-mail.",
    "Higienização completa do aparelho {}. Cliente orientado a lavar os filtros a cada 15 dias.",
    "Placa queimada por surto. Sugerida a instalação de DPS no quadro.",
    "Isolamento ressecado em 2 m de tubulação; falta refazer na próxima visita.",
)
_POWER_PARTS = _parts(
    ("Disjuntor DIN 1P 20 A, curva C", "un", 1890, "1 2 4"),
    ("Disjuntor DIN 2P 32 A, curva C", "un", 5490),
    ("Disjuntor DIN 3P 63 A, curva C", "un", 12900),
    ("Interruptor diferencial DR 40 A, 30 mA", "un", 15900),
    ("DPS classe II, 275 V, 40 kA", "un", 8900, "1 3 4"),
    ("Cabo flexível 2,5 mm², 750 V", "m", 320, "10 25 40 100"),
    ("Cabo flexível 6 mm², 750 V", "m", 690, "10 18 30"),
    ("Cabo flexível 10 mm², 1 kV", "m", 1290, "8 15 22.5"),
    ('Eletroduto de PVC 3/4"', "m", 890, "3 6 12"),
    ("Tomada 2P+T 20 A", "un", 1690, "1 2 4"),
    ("Interruptor duplo", "un", 2190, "1 2"),
    ("Painel LED 24 W, 4000 K", "un", 4990, "1 2 4 6"),
    ("Lâmpada LED tubular 18 W", "un", 1890, "2 4 10"),
    ("Luminária de emergência", "un", 3490, "1 2 3"),
    ("Contatora 32 A", "un", 14900),
    ("Relé fotoelétrico", "un", 3290),
    ("Haste de aterramento 2,4 m", "un", 7990, "1 3"),
)
_BOARDS = (
    ("quadro", "Quadro de distribuição, 24 posições", "Eletrovale QD-24"),
    ("disjuntor", "Quadro geral, 63 A", "Eletrovale QG-63"),
    ("chuveiro", "Chuveiro 7.500 W", "Termobel T75"),
    ("fase", "Quadro geral, 63 A", "Eletrovale QG-63"),
    ("forno", "Forno elétrico 9 kW", "Forneira F9"),
)
_POWER_REMARKS = (
    "Emenda aquecida no neutro {}; refeita com conector. Reaperto geral do quadro.",
    "Disjuntor desgastado, trocado. Corrente medida abaixo da nominal.",
    "DR desarmava por umidade na tomada externa; tomada trocada e caixa vedada.",
    "Circuito separado e identificado no quadro. Tensão e queda dentro do limite.",
    "Recomendada a troca do quadro {}: sem espaço para DPS.",
)
_DATA_PARTS = _parts(
    ("Câmera IP 4 MP, externa", "un", 38900, "1 2 4"),
    ("Câmera dome 2 MP, interna", "un", 21900, "1 2 4 6"),
    ("Gravador de 16 canais", "un", 129000),
    ("Disco rígido 4 TB para gravação", "un", 68900),
    ("Fonte 12 V, 10 A", "un", 8900),
    ("Switch PoE, 8 portas", "un", 58900),
    ("Ponto de acesso Wi-Fi de teto", "un", 64900, "1 2 3"),
    ("Cabo de rede Cat 6", "m", 390, "20 45 60 120"),
    ("Conector RJ45 Cat 6", "un", 350, "4 8 20"),
    ("Tomada de rede com keystone", "un", 2890, "1 2 6"),
    ("Patch cord Cat 6, 1,5 m", "un", 1990, "2 4 12"),
    ("Patch panel, 24 portas", "un", 24900),
    ("Nobreak 1.500 VA", "un", 89900),
    ("Caixa de proteção para câmera", "un", 2490, "1 2 4"),
)
_NETWORKS = (
    ("gravador", "Gravador de câmeras, 16 canais", "Olhar NVR-16"),
    ("câmera", "Câmera externa", "Olhar IP4"),
    ("wi-fi", "Roteador", "Redelink R5"),
    ("internet", "Roteador", "Redelink R5"),
    ("ponto de rede", "Rack de parede, 8 U", "Redelink W8"),
    ("interfone", "Central de interfone", "Falabem C20"),
)
_DATA_REMARKS = (
    "Fonte da câmera {} com tensão baixa; trocada. Todas gravando, data e hora conferidas.",
    "Conectores oxidados; refeitos e vedados. Acesso pelo celular testado com o cliente.",
    "Disco com falhas, trocado. Gravação de 30 dias estimada.",
    "Canal do Wi-Fi mudado e ponto de acesso reposicionado: −58 dBm no ponto mais distante.",
    "Pontos identificados nas duas pontas e testados. Falta organizar o rack.",
)
_HOUSE_PARTS = _parts(
    ('Torneira de parede 1/2"', "un", 8990),
    ("Sifão sanfonado", "un", 2290),
    ('Registro de gaveta 3/4"', "un", 6490),
    ("Boia para caixa d'água", "un", 3490),
    ("Tubo de PVC soldável 25 mm", "m", 790, "1.5 3 6"),
    ("Vedante e fita veda-rosca", "un", 1290),
    ("Massa corrida", "kg", 890, "1.5 3.6"),
    ("Tinta acrílica branca", "L", 3990, "0.9 3.6"),
    ("Dobradiça reforçada", "un", 1990, "2 3"),
    ("Fechadura externa", "un", 12990),
    ("Mola aérea para porta", "un", 15900),
    ("Placa do portão eletrônico", "un", 24900),
    ("Controle do portão", "un", 4990, "1 2 4"),
    ("Cremalheira para portão", "m", 3490, "1.5 3"),
    ("Rolamento 6203", "un", 2890, "1 2"),
    ("Gaxeta do expositor", "un", 13450),
)
_HOUSES = (
    ("portão", "Portão basculante", "Portomac B30"),
    ("bomba", "Bomba de recalque 1 cv", "Hidrosul H1"),
    ("expositor", "Expositor refrigerado", "Frigomax EX-4"),
    ("câmara fria", "Câmara fria", "Frigomax CF-10"),
    ("exaustor", "Exaustor axial 40 cm", "Ventalis E40"),
)
_HOUSE_REMARKS = (
    "Vazamento {} na conexão; trecho trocado e testado com pressão por 30 minutos.",
    "Motor do portão sem força: rolamento trocado e fim de curso regulado.",
    "Peça em falta no fornecedor; previsão de três dias. Cliente avisado.",
    "Serviço concluído e local limpo. Funcionamento demonstrado ao zelador.",
    "Boia travada; trocada. Extravasor testado.",
)

JOBS = (
    Job(
        "corrective",
        "Manutenção preventiva de split",
        ("Split {} desliga sozinho", "Split {} não gela", "Ar {} pinga água dentro", "Ruído alto na condensadora {}",
         "Ar {} não liga depois da queda de luz", "Cheiro ruim no ar {}", "Disjuntor cai quando liga o ar {}",
         "Fancoil {} pinga no corredor", "Controle do ar {} não responde", "Ar {} congela a serpentina"),
        _SPLITS, _AIR_PARTS + _WORK, _AIR_REMARKS,
    ),
    Job(
        "preventive",
        "Manutenção preventiva de split",
        ("Manutenção preventiva do split {}", "Limpeza das evaporadoras {}", "Higienização completa {}",
         "PMOC: visita mensal {}", "Troca dos filtros {}", "Revisão antes do verão {}"),
        _SPLITS, _AIR_PARTS + _WORK, _AIR_REMARKS,
    ),
    Job(
        "installation",
        "Instalação de split",
        ("Instalar split {}", "Instalar 2 splits {}", "Mudar o split {} de lugar", "Instalar cortina de ar {}",
         "Trocar o aparelho {} por um inverter"),
        _SPLITS, _AIR_PARTS + _WORK, _AIR_REMARKS,
    ),
    Job(
        "corrective",
        "Inspeção de quadro elétrico",
        ("Disjuntor {} desarma", "Luzes {} piscam", "Tomadas {} sem energia", "Chuveiro {} dá choque",
         "Cheiro de queimado no quadro {}", "DR {} desarma com chuva", "Falta uma fase {}"),
        _BOARDS, _POWER_PARTS + _WORK, _POWER_REMARKS,
    ),
    Job(
        "inspection",
        "Inspeção de quadro elétrico",
        ("Inspeção do quadro {}", "Laudo das instalações {}", "Medir consumo {}", "Termografia do quadro {}"),
        _BOARDS, _POWER_PARTS + _WORK, _POWER_REMARKS,
    ),
    Job(
        "installation",
        "Instalação de circuito elétrico",
        ("Instalar tomadas {}", "Trocar a iluminação {} por LED", "Circuito novo para o ar {}",
         "Ponto de energia para o forno {}", "Instalar DPS no quadro {}"),
        _BOARDS, _POWER_PARTS + _WORK, _POWER_REMARKS,
    ),
    Job(
        "installation",
        "Instalação de câmeras (CFTV)",
        ("Instalar 4 câmeras {}", "Acrescentar câmera {}", "Trocar o gravador {}", "Instalar interfone {}"),
        _NETWORKS, _DATA_PARTS + _WORK, _DATA_REMARKS,
    ),
    Job(
        "corrective",
        "Instalação de câmeras (CFTV)",
        ("Câmera {} sem imagem", "Gravador {} não grava", "Imagem {} com chuvisco à noite",
         "Celular não acessa as câmeras {}", "Interfone {} mudo"),
        _NETWORKS, _DATA_PARTS + _WORK, _DATA_REMARKS,
    ),
    Job(
        "corrective",
        "Pontos de rede e Wi-Fi",
        ("Wi-Fi fraco {}", "Internet {} cai toda hora", "Ponto de rede {} sem sinal", "Impressora {} some da rede"),
        _NETWORKS, _DATA_PARTS + _WORK, _DATA_REMARKS,
    ),
    Job(
        "preventive",
        "Ronda de manutenção predial",
        ("Ronda mensal {}", "Revisão das bombas {}", "Limpar calhas e ralos {}", "Testar a luz de emergência {}"),
        _HOUSES, _HOUSE_PARTS + _WORK, _HOUSE_REMARKS,
    ),
    Job(
        "corrective",
        "Reparo em imóvel",
        ("Portão {} não fecha", "Torneira {} pinga", "Vazamento no teto {}", "Bomba {} desarma", "Porta {} emperrada",
         "Câmara fria {} acima de 8 °C", "Expositor {} não gela", "Fechadura {} travada", "Exaustor {} vibra"),
        _HOUSES, _HOUSE_PARTS + _WORK, _HOUSE_REMARKS,
    ),
    Job(
        "warranty",
        "Reparo em imóvel",
        ("Garantia: portão {} travou de novo", "Garantia: vazamento {} de novo", "Garantia: aparelho {} parou de novo"),
        _HOUSES, _HOUSE_PARTS + _WORK, _HOUSE_REMARKS,
    ),
)  # fmt: skip

ADDED_REASONS = (
    "",
    "",
    "",
    ". Pedem para não vir entre 11h e 13h.",
    ". Ligar antes de sair.",
    ". É a segunda vez neste mês.",
    ". Falar com a portaria.",
    ". Precisa ficar pronto até sexta.",
)
AUTHORISATIONS = ("por WhatsApp", "por telefone", "por e-mail", "no local")
PAYMENTS = ("", "", "À vista, no Pix", "28 dias, boleto", "Entrada e 30 dias", "Cartão em 3 vezes")
ACCESSORIES = ("", "", "", "Controle remoto e suporte", "Chaves da sala", "Fonte e cabos")
CONDITIONS = ("", "", "", "Riscado na lateral", "Tampa quebrada", "Sem marcas aparentes")
NOT_DONE = ("Ninguém no local", "Cliente pediu outro dia", "Chuva forte", "Faltou peça")
CANCELLED = ("Cliente desistiu", "Consertado por outra empresa", "Duplicada", "Orçamento não aprovado")
INTERNAL = (
    "",
    "",
    "",
    "",
    "Margem baixa nesta peça.",
    "Cobrar a visita perdida.",
    "Cliente pergunta sempre pelo desconto.",
)
NOTES = (
    "Ressecado, trocar 2 m",
    "Trocar em até 30 dias",
    "Orçar na próxima visita",
    "Cliente avisado",
    "Fora do padrão",
)
WRITTEN = ("Nada a acrescentar", "Conferir na próxima visita", "A12-0847", "Trocar em breve", "Sem pendências")

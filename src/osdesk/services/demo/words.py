"""Invented people, firms and places of the sample data: names by the hundred, none of anybody in particular.

Apart because it is only words. Firms are a trade and a name; towns come with their area code and the beginning of
their postal codes, so that an address and a phone agree.
"""

from __future__ import annotations

from typing import NamedTuple


def _words(text: str) -> tuple[str, ...]:
    """What stands between blanks and line ends."""
    return tuple(text.split())


def _parted(text: str) -> tuple[str, ...]:
    """What stands between semicolons, however the lines are broken."""
    return tuple(" ".join(part.split()) for part in text.split(";"))


FIRST_NAMES = _words(
    """
    Adriana Aline Amanda Ana Andreia Beatriz Bianca Bruna Camila Carla Carolina Cecília Clarice Cláudia Cristina
    Daniela Débora Denise Eduarda Elaine Elisa Eliane Fabiana Fernanda Flávia Gabriela Gisele Helena Heloísa
    Isabel Ivone Jaqueline Joana Juliana Karina Larissa Laura Letícia Lívia Lúcia Luana Luciana Luísa Manuela
    Márcia Marcela Margarete Mariana Marlene Marta Michele Mirela Mônica Natália Noemi Olívia Patrícia Paula
    Priscila Rafaela Raquel Regina Renata Rita Rosângela Sabrina Sandra Sílvia Simone Solange Sônia Tainá Tânia
    Tatiane Teresa Valéria Vanessa Vera Vitória Viviane Alan Alberto Alexandre Anderson André Antônio Arthur
    Augusto Bernardo Bruno Caio Carlos César Cláudio Cristiano Daniel Davi Diego Edson Eduardo Elias Emerson
    Evandro Fábio Felipe Fernando Flávio Francisco Gabriel Geraldo Gilberto Guilherme Gustavo Heitor Henrique Hugo
    Igor Ismael Ivan Jair João Joaquim Jorge José Júlio Leandro Leonardo Luan Lucas Luciano Luís Manoel Marcelo
    Márcio Marcos Mário Mateus Maurício Miguel Moacir Murilo Nelson Nilton Otávio Paulo Pedro Rafael Ramon Raul
    Renan Renato Ricardo Roberto Rodrigo Rogério Rubens Samuel Sérgio Sidnei Tiago Valdir Vicente Vinícius Vítor
    Wagner Wesley William
    """
)
SURNAMES = _words(
    """
    Abreu Aguiar Albuquerque Almeida Alves Amaral Amorim Andrade Antunes Araújo Arruda Azevedo Barbosa Barcelos
    Barreto Barros Bastos Batista Becker Bezerra Bittencourt Borges Braga Brandão Brito Bueno Cabral Caldas
    Camargo Campos Cardoso Carneiro Carvalho Castilho Castro Cavalcanti Chaves Coelho Correia Costa Coutinho Cruz
    Cunha Dantas Dias Domingues Dornelles Duarte Duran Esteves Falcão Farias Fernandes Ferraz Ferreira Figueira
    Figueiredo Fischer Fonseca Fontes Fraga França Franco Freire Freitas Furtado Garcia Gomes Gonçalves Goulart
    Guedes Guerra Guimarães Hoffmann Jardim Junqueira Klein Lacerda Leal Leite Lemos Lima Lins Lisboa Lobato Lopes
    Lourenço Macedo Machado Maciel Magalhães Maia Marinho Marques Martins Matos Medeiros Meireles Mello Mendes
    Menezes Mesquita Miranda Monteiro Moraes Moreira Mota Moura Müller Muniz Nascimento Neves Nogueira Novaes
    Nunes Oliveira Ortiz Pacheco Padilha Paiva Paz Peixoto Pereira Pessoa Pimentel Pinheiro Pinto Pires Prado
    Prates Queiroz Quevedo Ramos Rangel Rebouças Reis Rezende Ribeiro Rocha Rodrigues Rosa Salgado Sales Sampaio
    Santana Santiago Schmidt Schneider Seixas Serrano Severo Silveira Simões Siqueira Soares Sobral Tavares
    Teixeira Teles Toledo Torres Trindade Valadares Valente Vargas Vasconcelos Vaz Veiga Velasco Viana Vidal
    Vieira Vilela Weber Xavier Zanella
    """
)
#: What stands before a surname in about half of its families.
JOINING = {
    **dict.fromkeys(("Costa", "Cunha", "Rocha", "Silveira", "Rosa", "Fonseca", "Mota", "Veiga"), "da"),
    **dict.fromkeys(("Reis", "Santos", "Anjos"), "dos"),
    **dict.fromkeys(("Nascimento", "Prado", "Amaral"), "do"),
    **dict.fromkeys(("Almeida", "Andrade", "Barros", "Castro", "Freitas", "Lima", "Menezes", "Moraes"), "de"),
    **dict.fromkeys(("Oliveira", "Paiva", "Queiroz", "Toledo", "Vasconcelos", "Albuquerque"), "de"),
}

#: What a firm does, and what is written after its legal name.
TRADES = _parted(
    """
    Academia|Academia de Ginástica; Agropecuária|Comércio Agropecuário; Auto Center|Serviços Automotivos;
    Barbearia|Serviços de Beleza; Bazar|Comércio Varejista; Bistrô|Alimentação; Cafeteria|Alimentos e Bebidas;
    Centro Clínico|Serviços Médicos; Chaveiro|Serviços; Clínica|Serviços de Saúde; Colégio|Serviços Educacionais;
    Condomínio|; Confeitaria|Indústria de Alimentos; Contabilidade|Serviços Contábeis; Cooperativa|;
    Creche|Educação Infantil; Escola|Serviços Educacionais; Escritório|Advocacia e Consultoria; Estúdio|Produções;
    Farmácia|Comércio de Medicamentos; Ferragem|Comércio de Materiais; Floricultura|Comércio de Plantas;
    Galeria|Administradora de Imóveis; Gráfica|Serviços Gráficos; Hotel|Hotelaria; Igreja|; Imobiliária|Negócios
    Imobiliários; Instituto|; Laboratório|Análises Clínicas; Lavanderia|Serviços de Lavanderia; Livraria|Comércio
    de Livros; Lotérica|Serviços; Malharia|Indústria Têxtil; Marcenaria|Móveis sob Medida; Mecânica|Reparação de
    Veículos; Mercadinho|Comércio de Alimentos; Mercado|Comércio de Alimentos; Metalúrgica|Indústria Metalúrgica;
    Oficina|Reparação de Veículos; Ótica|Comércio de Óculos; Padaria|Panificação; Papelaria|Comércio de Papéis;
    Pet Shop|Serviços Veterinários; Pizzaria|Alimentação; Posto|Comércio de Combustíveis; Pousada|Hotelaria;
    Restaurante|Alimentação; Salão|Serviços de Beleza; Serralheria|Estruturas Metálicas; Sorveteria|Indústria de
    Alimentos; Supermercado|Comércio de Alimentos; Transportes|Logística; Veterinária|Serviços Veterinários;
    Vidraçaria|Comércio de Vidros
    """
)
FIRM_NAMES = _parted(
    """
    Água Viva; Alecrim; Alto da Serra; Alvorada; Amanhecer; Amigos da Terra; Andorinha; Angico; Araçá; Araucária;
    Arco-Íris; Aroeira; Aurora; Avenida; Azaleia; Beira-Rio; Bela Vista; Bem-Estar; Bem-Te-Vi; Boa Hora; Boa
    Safra; Boa Viagem; Bom Gosto; Bom Jardim; Bom Retiro; Bons Ventos; Brisa do Sul; Cabana; Cambará; Caminho
    Certo; Campo Belo; Canela; Cantinho Doce; Capim Santo; Caravela; Carvalho Velho; Casa Amarela; Cedro; Céu
    Azul; Cidade Baixa; Cinco Estrelas; Colina; Coqueiros; Coração de Mãe; Costa Verde; Cristalina; Cruzeiro;
    Delícia do Dia; Dom Pedrito; Dona Flor; Dona Zefa; Dois Irmãos; Encontro das Águas; Espaço Livre; Esperança;
    Estação Central; Estrela-Guia; Fênix; Figueira; Flamboyant; Flor de Lis; Flor do Campo; Fonte Nova; Fortaleza;
    Galpão Crioulo; Girassol; Goiabeira; Gralha Azul; Guará; Horizonte; Imbuia; Ipê Amarelo; Ipê Roxo; Jacarandá;
    Jardim das Acácias; Jasmim; Jatobá; João de Barro; Lagoa Azul; Laranjeiras; Lírio do Vale; Lua Nova; Luz do
    Sol; Macieira; Madrugada; Manacá; Mandacaru; Mão na Roda; Mar Aberto; Maré Mansa; Maria Bonita; Mata Nativa;
    Meia-Lua; Mirante; Moinho Velho; Montanha Azul; Monte Claro; Monte Verde; Nascente; Neblina; Nova Era; Nova
    Esperança; Novo Mundo; Novo Tempo; Oito Baixos; Olho-d'Água; Orquídea; Ouro Fino; Ouro Verde; Palmeiras;
    Pampa; Pão de Mel; Paraíso; Passo a Passo; Pé de Moleque; Pedra Bonita; Pedra Branca; Pérola; Pinheiral;
    Pitanga; Planalto; Ponte Alta; Ponto Certo; Pôr do Sol; Porto Seguro; Portal do Sol; Praça Nova; Primavera;
    Princesa da Serra; Quatro Estações; Quero-Quero; Quintal da Vó; Raio de Sol; Recanto Verde; Renascer;
    Ribeirão; Rio Branco; Rosa dos Ventos; Rota do Sol; Sabiá; Santa Clara; Santa Luzia; Santo Antônio; São Bento;
    São Miguel; Saíra; Semente; Serra Dourada; Serra Negra; Sete Colinas; Sino Dourado; Sol Nascente; Sombra Boa;
    Tamandaré; Tempero da Casa; Terra Boa; Terra Roxa; Timbaúva; Traço Livre; Travessia; Três Marias; Trevo;
    Tucano; Umbu; União; Vale Verde; Vento Sul; Verde Mar; Vida Nova; Vida Plena; Vila Rica; Vinte de Setembro;
    Violeta; Viva Bem; Vitória-Régia; Zênite
    """
)
LEGAL_ENDINGS = ("Ltda.", "Ltda.", "Ltda.", "ME", "EPP", "S.A.")

STREETS = _parted(
    """
    Rua das Acácias; Rua das Figueiras; Rua dos Jacarandás; Rua das Hortênsias; Rua dos Ipês; Rua das Laranjeiras;
    Rua das Magnólias; Rua das Orquídeas; Rua das Paineiras; Rua dos Plátanos; Rua das Violetas; Rua das Camélias;
    Rua dos Bem-Te-Vis; Rua dos Sabiás; Rua das Andorinhas; Rua do Poente; Rua do Nascente; Rua da Alegria; Rua da
    Aurora; Rua da Bandeira; Rua da Cachoeira; Rua da Capela; Rua da Colina; Rua da Estação; Rua da Fonte; Rua da
    Harmonia; Rua da Ladeira; Rua da Lagoa; Rua da Matriz; Rua da Paz; Rua da Pedreira; Rua da Ponte; Rua da
    Praia; Rua da República; Rua da Saudade; Rua da Serra; Rua da União; Rua da Várzea; Rua do Bosque; Rua do
    Campo; Rua do Comércio; Rua do Farol; Rua do Mercado; Rua do Mirante; Rua do Moinho; Rua do Oratório; Rua do
    Porto; Rua do Riacho; Rua do Sol; Rua do Trilho; Rua dos Alfaiates; Rua dos Artesãos; Rua dos Carpinteiros;
    Rua dos Ferroviários; Rua dos Imigrantes; Rua dos Navegantes; Rua dos Oleiros; Rua dos Pioneiros; Rua dos
    Tecelões; Rua Alto Alegre; Rua Bom Jesus; Rua Campo Novo; Rua Doze de Outubro; Rua Nova; Rua Quinze de
    Novembro; Rua Sete de Setembro; Rua Treze de Maio; Rua Vinte de Setembro; Rua Primeiro de Março; Rua Santa
    Rita; Rua São Francisco; Rua São João; Rua São Pedro; Rua Monte Alegre; Rua Boa Vista; Rua Vista Alegre; Rua
    Esperança; Rua Liberdade; Rua Progresso; Rua Independência; Travessa da Lapa; Travessa das Flores; Travessa do
    Carmo; Travessa do Rosário; Travessa do Poço; Av. Central; Av. Atlântica; Av. Beira-Rio; Av. Brasil; Av.
    Contorno Norte; Av. da Integração; Av. das Américas; Av. das Indústrias; Av. das Nações; Av. das Palmeiras;
    Av. do Estado; Av. dos Estados; Av. dos Expedicionários; Av. Farroupilha; Av. Ibirapuitã; Av. Industrial; Av.
    Ipiranga; Av. Litorânea; Av. Nova; Av. Perimetral; Av. Presidente; Av. Sul; Alameda dos Anjos; Alameda das
    Rosas; Alameda do Lago; Estrada Velha; Estrada do Mar; Estrada da Serra; Largo da Matriz; Praça da Estação;
    Praça da Fonte
    """
)


class Town(NamedTuple):
    """A town: its area code, how its postal codes begin, and its districts."""

    name: str
    state: str
    area_code: str
    postal: str
    districts: tuple[str, ...]


_CITY_DISTRICTS = _parted(
    """
    Centro; Menino Deus; Moinhos de Vento; Navegantes; Petrópolis; Floresta; Cidade Baixa; Bom Fim; Tristeza;
    Partenon; Sarandi; Passo da Areia; Auxiliadora; Glória; Cristal; Azenha; Santana; Três Figueiras; Ipanema;
    Humaitá
    """
)
_DISTRICTS = (
    *("Centro", "Boa Vista", "Industrial", "Jardim América", "São José", "Santo Antônio"),
    *("Vila Nova", "Rio Branco", "Santa Fé", "Progresso"),
)
#: The first town is the office's own, and half of the clients live there.
TOWNS = (
    Town("Porto Alegre", "RS", "51", "90", _CITY_DISTRICTS),
    Town("Canoas", "RS", "51", "920", _DISTRICTS),
    Town("Novo Hamburgo", "RS", "51", "933", _DISTRICTS),
    Town("Gravataí", "RS", "51", "940", _DISTRICTS),
    Town("Caxias do Sul", "RS", "54", "950", _DISTRICTS),
    Town("Pelotas", "RS", "53", "960", _DISTRICTS),
    Town("Santa Maria", "RS", "55", "970", _DISTRICTS),
    Town("Florianópolis", "SC", "48", "880", _DISTRICTS),
    Town("Joinville", "SC", "47", "892", _DISTRICTS),
    Town("Curitiba", "PR", "41", "80", _DISTRICTS),
)
COMPLEMENTS = (
    "",
    "",
    "",
    "",
    "loja 2",
    "sala 501",
    "apto. 302",
    "fundos",
    "bloco B",
    "sobreloja",
    "galpão 3",
    "casa 2",
)
ROLES = (
    "Gerente",
    "Síndica",
    "Síndico",
    "Zelador",
    "Diretora",
    "Proprietária",
    "Proprietário",
    "Secretária",
    "Recepção",
)
LABELS = ("Balcão", "Escritório", "Portaria", "Recepção", "Financeiro", "Celular")
TAGS = ("contrato", "mensalista", "vip", "condomínio", "novo", "indicação")
ADVICES = (
    "Só com pagamento antecipado.",
    "Pedir nota fiscal em nome da matriz.",
    "Ligar antes de ir: portaria exige cadastro.",
    "Atender só depois das 14 h.",
    "Enviar orçamento antes de qualquer peça.",
)

"""The sample office as it is told: its clients, and its orders of the last weeks. Only words and figures."""

# Name | legal name, or nothing | CPF/CNPJ | responsible, role
# and below it: phone | e-mail | street, number, complement | district
CLIENTS = """
Padaria Pão de Mel | Padaria Pão de Mel Ltda. | 12ABC34501DE35 | Sônia Prado, Gerente
  51998412207 | sonia@paodemel.example | Av. Central, 1.204, loja 2 | Menino Deus
Condomínio Ipê Roxo | Condomínio Edifício Ipê Roxo | 90002235000105 | Edmundo Lacerda, Síndico
  5135550161 | sindico@iperoxo.example | Rua dos Ipês, 455 | Petrópolis
Escola Passo a Passo | Passo a Passo Educação Infantil Ltda. | 90223114000193 | Denise Barcelos, Diretora
  5135550162 | secretaria@passoapasso.example | Rua da Harmonia, 88 | Bom Fim
Helena Bastos Coutinho | | 31845590252 |
  51995550163 | helena@correio.example | Rua das Camélias, 310, apto. 302 | Floresta
Auto Center Trevo | Trevo Serviços Automotivos Ltda. | 90554871000140 | Nilton Severo, Proprietário
  51995550164 | oficina@autotrevo.example | Av. das Indústrias, 2.050 | Navegantes
Clínica Vida Plena | Vida Plena Serviços de Saúde Ltda. | 90661203000111 | Marina Siqueira, Administradora
  5135550165 | compras@vidaplena.example | Rua das Figueiras, 288, sala 501 | Moinhos de Vento
Restaurante Dona Zefa | Zefa Alimentação Ltda. | 90883057000179 | Josefa Bezerra, Proprietária
  51995550166 | contato@donazefa.example | Rua do Mercado, 71 | Cidade Baixa
Mercadinho São Bento | São Bento Comércio de Alimentos ME | 90112044000104 | Valdir Machado, Proprietário
  51995550167 | | Rua São Pedro, 902 | Passo da Areia
João Batista Figueira | | 20487731689 |
  51995550168 | joao@correio.example | Rua da Ladeira, 19 | Glória
Hotel Serra Dourada | Serra Dourada Hotelaria S.A. | 90774401000191 | Patrícia Goulart, Governança
  5135550169 | manutencao@serradourada.example | Av. Beira-Rio, 3.300 | Cristal
Farmácia Bem-Estar | Bem-Estar Comércio de Medicamentos Ltda. | 90187712000154 | Carla Padilha, Farmacêutica
  5135550170 | loja@bemestar.example | Av. Brasil, 640, loja 1 | Azenha
Academia Fôlego | Fôlego Academia de Ginástica Ltda. | 90330918000191 | Bruna Teixeira, Gerente
  51995550171 | recepcao@folego.example | Av. Ipiranga, 1.515 | Santana
Igreja Monte Claro | | 90331098000152 | Elias Fontes, Secretaria
  5135550172 | secretaria@monteclaro.example | Praça da Fonte, 10 | Partenon
Marlene Souza Pacheco | | 41700268538 |
  51995550173 | | Rua dos Plátanos, 77, casa 2 | Tristeza
Papelaria Traço Livre | Traço Livre Comércio de Papéis ME | 90445120000195 | Otávio Ramos, Proprietário
  51995550174 | vendas@tracolivre.example | Rua da República, 233 | Cidade Baixa
Laboratório Aferir | Aferir Metrologia e Ensaios Ltda. | 90912334000124 | Regina Klein, Qualidade
  5135550175 | qualidade@aferir.example | Av. da Integração, 720 | Sarandi
Oficina do Nonato | Raimundo Nonato Reparação ME | 90220781000112 | Raimundo Nonato, Proprietário
  51995550176 | | Rua dos Carpinteiros, 48 | Humaitá
Ótica Boa Vista | Boa Vista Comércio de Óculos Ltda. | 90516633000140 | Lívia Sampaio, Gerente
  5135550177 | otica@boavista.example | Rua Boa Vista, 1.010 | Auxiliadora
Pousada Mar Aberto | Mar Aberto Hotelaria Ltda. | 90608842000113 | Ivone Dantas, Proprietária
  51995550178 | reservas@maraberto.example | Av. Litorânea, 501 | Ipanema
Sérgio Antunes Prates | | 70951238450 |
  51995550179 | sergio@correio.example | Rua Alto Alegre, 615 | Três Figueiras
"""

# Working days ago, hour | client | reason | technicians | status | deadline in working days from today | type, priority
# and below it the lines: p part, s labour, d travel; quantity, unit, price, description. Oldest first.
ORDERS = """
24 09:10 | Pousada Mar Aberto | Revisão dos aparelhos antes da temporada | RM EV | done | -20 | preventive
  s 11 serv. 140.00 Revisão de split
  d 1 serv. 90.00 Deslocamento
23 14:25 | Ótica Boa Vista | Vitrine refrigerada embaça | JA | done | -21 | corrective
  p 1 un 134.50 Resistência de vitrine
  s 1.5 h 120.00 Mão de obra
22 10:02 | Sérgio Antunes Prates | Instalar split no quarto do casal | RM JA | done | -19 | installation
  p 1 un 2190.00 Split hi-wall 9.000 BTU/h
  p 4.5 m 78.00 Tubo de cobre com isolamento
  s 1 serv. 620.00 Instalação de split
22 16:44 | Auto Center Trevo | Elevador automotivo não sobe | MP | done | -20 | corrective
  p 1 un 149.00 Contatora 32 A
  s 2 h 120.00 Mão de obra
21 16:05 | Clínica Vida Plena | Torneira do lavatório pinga | EV | done | -18 | corrective
  p 1 un 89.90 Torneira de mesa
  s 1 h 120.00 Mão de obra
20 08:31 | Farmácia Bem-Estar | Geladeira de vacinas acima de 8 °C | RM | done | -19 | corrective | urgent
  p 1 un 365.00 Motor ventilador
  s 2.5 h 120.00 Mão de obra
  d 1 serv. 90.00 Deslocamento
19 11:15 | Hotel Serra Dourada | Trocar 12 termostatos do 2º andar | EV TD | done | -15 | corrective
  p 12 un 189.00 Termostato de parede
  s 8 h 120.00 Mão de obra
18 09:50 | Laboratório Aferir | Calibrar sensor da câmara climática | JA | done | -14 | inspection
  s 3 h 160.00 Mão de obra especializada
17 15:20 | Marlene Souza Pacheco | Micro-ondas não esquenta | TD | cancelled | - | corrective
16 08:40 | Igreja Monte Claro | Iluminação do altar não acende | MP | done | -14 | corrective
  p 6 un 49.90 Painel LED 24 W, 4000 K
  s 2 h 120.00 Mão de obra
15 13:05 | Condomínio Ipê Roxo | Interfone do bloco B mudo | EV | done | -13 | corrective
  p 1 un 185.00 Fonte de interfone
  s 1 h 120.00 Mão de obra
15 16:30 | Restaurante Dona Zefa | Exaustor da cozinha sem força | EV MP | done | -12 | corrective
  p 2 un 28.90 Rolamento 6203
  s 2.5 h 120.00 Mão de obra
14 10:12 | Academia Fôlego | Limpeza de 8 evaporadoras | RM JA | done | -10 | preventive
  s 8 serv. 180.00 Higienização de split
13 09:33 | Papelaria Traço Livre | Tomadas do balcão sem energia | MP | done | -12 | corrective
  p 4 un 16.90 Tomada 2P+T 20 A
  p 25 m 3.20 Cabo flexível 2,5 mm², 750 V
  s 2 h 120.00 Mão de obra
12 14:48 | Mercadinho São Bento | Freezer horizontal não congela | TD | done | -10 | corrective
  p 0.4 kg 185.00 Fluido refrigerante R-410A
  s 2 h 120.00 Mão de obra
12 17:01 | Helena Bastos Coutinho | Máquina de lavar vaza na mangueira | TD | done | -11 | corrective
  p 1 un 42.00 Mangueira de entrada
  s 1 h 120.00 Mão de obra
11 11:26 | Auto Center Trevo | Laudo das instalações elétricas | MP | done | -6 | inspection
  s 1 serv. 1350.00 Laudo com termografia
10 08:22 | Hotel Serra Dourada | Wi-Fi fraco no 4º andar | EV | done | -7 | corrective
  p 2 un 649.00 Ponto de acesso Wi-Fi de teto
  p 60 m 3.90 Cabo de rede Cat 6
  s 4 h 120.00 Mão de obra
10 15:55 | Ótica Boa Vista | Instalar 4 câmeras na loja | EV JA | done | -6 | installation
  p 4 un 389.00 Câmera IP 4 MP
  p 1 un 1290.00 Gravador de 16 canais
  s 6 h 180.00 Mão de obra, dois técnicos
9 15:48 | Clínica Vida Plena | Troca de filtro HEPA | JA | done | -8 | preventive
  p 2 un 430.00 Filtro HEPA H13
  s 1 h 120.00 Mão de obra
8 08:33 | Escola Passo a Passo | Bebedouro não gela | TD | done | -7 | corrective
  p 1 un 75.00 Termostato
  s 2 h 120.00 Mão de obra
8 16:12 | Oficina do Nonato | Exaustor vibra | EV | done | -7 | corrective
  p 2 un 28.90 Rolamento 6203
  p 1 un 22.20 Coxim de borracha
  s 1.5 h 120.00 Mão de obra
7 10:41 | Padaria Pão de Mel | Balcão refrigerado com gelo | RM | done | -6 | corrective
  p 1 un 188.00 Resistência de degelo
  s 2 h 120.00 Mão de obra
7 17:05 | Laboratório Aferir | Ar da sala de amostras oscila | JA RM | done | -6 | corrective
  p 1 un 489.00 Placa eletrônica da evaporadora
  p 1 un 58.00 Sensor de temperatura
  p 1 un 65.00 Capacitor 45 µF, 440 V
  s 5 h 180.00 Mão de obra, dois técnicos
6 09:20 | Condomínio Ipê Roxo | Bomba da caixa d'água desarma | MP | done | -5 | corrective | high
  p 1 un 112.50 Contatora 25 A
  p 1 un 292.50 Relé de nível
  s 2 h 120.00 Mão de obra
6 13:36 | Papelaria Traço Livre | Instalar cortina de ar | EV | done | -4 | installation
  p 1 un 650.00 Cortina de ar 90 cm
  s 2 h 120.00 Mão de obra
5 08:50 | Marlene Souza Pacheco | Máquina de lavar não centrifuga | TD | cancelled | - | corrective
5 15:27 | Igreja Monte Claro | Limpeza de 6 evaporadoras | MP EV | done | -2 | preventive
  s 6 serv. 180.00 Higienização de split
4 11:03 | Academia Fôlego | Orçamento de troca do duto | | open | - | inspection
4 16:40 | Farmácia Bem-Estar | Ar não liga depois da queda de luz | JA | done | -3 | corrective
  p 1 un 115.00 Placa de proteção
  s 1.5 h 120.00 Mão de obra
3 09:12 | Hotel Serra Dourada | Fancoil do 3º andar pinga no corredor | RM EV TD | done | -2 | corrective | high
  p 3 un 289.00 Bomba de condensado
  p 18 m 12.40 Mangueira de dreno 3/4", com isolamento
  s 15 h 180.00 Mão de obra, dois técnicos
  d 1 serv. 169.80 Deslocamento noturno
3 14:55 | João Batista Figueira | Ruído alto na condensadora | MP | waiting | -2 | corrective
  p 1 un 490.00 Motor ventilador da condensadora
  s 2 h 120.00 Mão de obra
2 10:18 | Mercadinho São Bento | Trocar gaxeta do expositor | EV | done | -1 | corrective
  p 1 un 134.50 Gaxeta do expositor
  p 1 un 10.00 Cola de contato
  s 2 h 120.00 Mão de obra
2 11:44 | Restaurante Dona Zefa | Câmara fria acima de 8 °C | RM | waiting | -1 | corrective | urgent
  p 1 un 1389.00 Válvula de expansão e filtro secador
  p 2.4 kg 191.00 Fluido refrigerante R-404A
  s 2.6 h 180.00 Mão de obra, dois técnicos
2 15:02 | Clínica Vida Plena | Manutenção preventiva – 9 aparelhos | JA TD | scheduled | 3 | preventive
  s 9 serv. 210.00 Manutenção preventiva de split
2 16:20 | Auto Center Trevo | Compressor de ar com vazamento | MP | running | 0 | corrective
  p 1 un 760.00 Kit de vedação do cabeçote
  s 4 h 120.00 Mão de obra
1 07:52 | Padaria Pão de Mel | Split da área de vendas desliga sozinho | RM JA | running | 2 | corrective | high
  s 1 serv. 320.00 Higienização completa de split piso-teto
  p 1.5 m 78.00 Tubo de cobre 3/8" com isolamento
  p 1 un 64.90 Capacitor 45 µF, 440 V
0 09:47 | Helena Bastos Coutinho | Geladeira sem gelar na parte de baixo | TD | scheduled | 1 | corrective
0 11:32 | Escola Passo a Passo | Instalar 4 splits no bloco B | | open | 5 | installation
  p 4 un 1180.00 Split hi-wall 9.000 BTU/h
  s 4 serv. 440.00 Instalação de split
0 14:10 | Condomínio Ipê Roxo | Portão da garagem não fecha | EV | scheduled | 2 | corrective
"""

"""Two large orders of the paper's samples, apart from the builders that they are made with. Everybody is invented."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import builders
from osdesk.domain.checklists import Answer, Checklist, ItemKind
from osdesk.domain.contacts import Address
from osdesk.domain.materials import LineKind, MaterialLine
from osdesk.domain.orders import Order
from osdesk.domain.priorities import Priority
from osdesk.domain.visits import Visit, VisitOutcome


def fullest_order() -> Order:
    """An order that fills half a sheet at 7.5 pt: two visits, one past midnight, twelve items, six lines."""
    return builders.an_order(
        code="2WZ8N5RT6HCF",
        number="000187",
        contact_name="Antônio José Albuquerque",
        contact_tax_id="00000000191",
        contact_phone="+5551995550173",
        contact_email="padaria@conceicao.example",
        address=Address(
            postal_code="91000003",
            street="Avenida dos Jacarandás",
            number="7.415",
            complement="loja 2, fundos, entrada pela rua lateral",
            district="Alto Petrópolis",
            city="Porto Alegre",
            state="RS",
        ),
        opened_at=builders.at(2026, 12, 2, 9, 31),
        priority=Priority.URGENT,
        reason="Câmara não baixa de 9 °C desde domingo e a condensadora desarma por sobrecorrente. Instalar "
        "registrador de temperatura e deixar laudo para a vigilância sanitária.",
        deadline=date(2026, 12, 5),
        deadline_time=time(18, 0),
        closed_at=builders.at(2026, 12, 5, 4, 45),
        visits=(
            Visit(
                day=date(2026, 12, 2),
                technicians=(1, 2),
                check_in=builders.at(2026, 12, 2, 13, 5),
                check_out=builders.at(2026, 12, 2, 18, 40),
                outcome=VisitOutcome.PARTIAL,
            ),
            Visit(
                day=date(2026, 12, 4),
                technicians=(1, 2, 3),
                check_in=builders.at(2026, 12, 4, 22, 50),
                check_out=builders.at(2026, 12, 5, 4, 45),
            ),
        ),
        checklists=(
            Checklist(
                name="Refrigeração comercial",
                items=(
                    builders.an_item("Limpeza do condensador"),
                    builders.an_item("Resistência de degelo"),
                    builders.an_item("Borracha da porta", Answer.NO, note="rasgada: orçar"),
                    builders.a_measure("Tensão da rede", "219", "V"),
                    builders.a_measure("Corrente, compressor", "11.2", "A"),
                    builders.a_measure("Isolação do motor", "2.1", "MΩ"),
                    builders.an_item("Teste de vazamento"),
                    builders.an_item("Termostato aferido"),
                    builders.an_item("Aterramento", Answer.NOT_APPLICABLE),
                    builders.an_item("Registrador instalado"),
                    builders.a_measure("Superaquecimento", "7.5", "K"),
                    builders.a_measure("Temperatura final", "2.4", "°C"),
                ),
            ),
        ),
        materials=(
            builders.a_line("1", "un", "Resistência de degelo 220 V, 1.200 W", "315.00"),
            builders.a_line("1", "un", "Contator tripolar 25 A, bobina 220 V", "189.90"),
            builders.a_line("1", "un", "Registrador de temperatura com cartão", "640.00"),
            builders.a_line("2.4", "kg", "Fluido refrigerante R-404A", "210.00"),
            builders.a_line("11.5", "h", "Mão de obra, técnico de refrigeração", "140.00", kind=LineKind.LABOUR),
            builders.a_line("1", "un", "Deslocamento noturno", "120.00", kind=LineKind.TRAVEL),
        ),
        discount=Decimal("95.00"),
        quote_number="0142",
        authorised_by="Antônio José Albuquerque",
        authorised_how="por e-mail",
        authorised_at=builders.at(2026, 12, 1, 19, 22),
        observations="Compressor desarmava por contator com contatos fundidos e condensador obstruído por farinha. "
        "Trocados o contator e a resistência; carga refeita. Câmara estabilizou em 2,4 °C às 04:30, medida após 90 "
        "minutos com a porta fechada. A borracha da porta está rasgada e deve ser trocada.",
        equipment="Câmara fria de resfriados 3 × 2 × 2,5 m",
        brand_model="unidade condensadora UC-220",
        serial_number="IO0-8B1155-2",
    )


def long_order() -> Order:
    """An order of two whole pages: five visits, two checklists of 14 and 16 items, 29 lines, three paragraphs."""
    return builders.an_order(
        code="9D4G7JYP1SKV",
        number="000203",
        contact_name="Luiz Fernando Bittencourt de Vasconcellos Neto",
        contact_tax_id="",
        contact_phone="+5551995550164",
        contact_email="manutencao.predial@hotelpedrabranca.example",
        address=Address(
            postal_code="95000000",
            street="Rodovia RST-900, km 41,5",
            number="s/n",
            complement="bloco de serviços, portão 4 (entrada de fornecedores)",
            district="Linha Boa Esperança, zona rural",
            city="Vale das Figueiras",
            state="RS",
        ),
        opened_at=builders.at(2026, 12, 7, 8, 2),
        priority=Priority.NORMAL,
        reason="Substituir três splits de janela por aparelhos inverter no bloco B, com nova linha elétrica e dreno "
        "embutido, e fazer a manutenção preventiva semestral da central de água gelada antes da temporada. As "
        "instalações só podem ser feitas entre 9 h e 15 h, fora do horário de descanso dos hóspedes.",
        deadline=date(2026, 12, 18),
        deadline_time=None,
        closed_at=builders.at(2026, 12, 12, 9, 0),
        visits=_long_visits(),
        checklists=_long_checklists(),
        materials=_long_materials(),
        discount=Decimal("620.30"),
        quote_number="0139",
        authorised_by="Luiz Fernando B. de Vasconcellos Neto",
        authorised_how="assinado em papel",
        authorised_at=builders.at(2026, 12, 4, 11, 15),
        observations="Bloco B: instalados os três aparelhos (quartos 214, 215 e 216) com linha elétrica própria e "
        "dreno embutido. No quarto 216 o dreno voltava água por falta de caimento; refeito na quinta "
        "visita e testado com 5 litros, sem retorno. Vácuo e estanqueidade registrados em fotografia.\n\n"
        "Central de água gelada: condensador estava com incrustação de cerca de 1,5 mm; após a limpeza "
        "química a aproximação caiu de 5,1 K para 2,6 K. A bomba 2 vibra 7,9 mm/s na direção axial, "
        "acima do limite de 4,5 mm/s: recomendamos trocar os rolamentos antes de 15/01/2027 e manter a "
        "bomba 1 como titular até lá. O relatório de termografia do quadro segue por e-mail.\n\nRecepção "
        "pede que as próximas visitas sejam avisadas com 48 horas, por causa da ocupação.",
        warranty_days=None,
        terms="Garantia de 90 dias sobre os serviços e as peças desta ordem, até 12/03/2027 (Código de Defesa do "
        "Consumidor, art. 26); aparelhos novos têm ainda a garantia do fabricante. " + builders.TERMS,
        equipment="Central de água gelada CAG-2, 3 fan-coils e 6 splits do bloco B (lista no contrato 88/2026)",
        serial_number="",
    )


def _long_visits() -> tuple[Visit, ...]:
    def visit(day: int, hours: tuple[int, int, int, int], technicians: tuple[int, ...], **more: Any) -> Visit:
        started = builders.at(2026, 12, day, hours[0], hours[1])
        ended = builders.at(2026, 12, day + (hours[2] < hours[0]), hours[2], hours[3])
        return Visit(day=date(2026, 12, day), technicians=technicians, check_in=started, check_out=ended, **more)

    partial = VisitOutcome.PARTIAL
    return (
        visit(7, (9, 5, 15, 0), (1, 2, 3), outcome=partial),
        visit(
            8,
            (9, 0, 15, 10),
            (1, 3),
            outcome=partial,
            observations="Quarto 214 ocupado: instalação passada para o dia seguinte, a pedido da recepção.",
        ),
        visit(9, (9, 0, 14, 55), (1, 3, 4), outcome=partial),
        visit(
            10,
            (10, 20, 10, 35),
            (2,),
            outcome=VisitOutcome.NOT_DONE,
            reason="Central sem energia por manobra da concessionária.",
        ),
        visit(11, (21, 30, 9, 0), (1, 2)),
    )


def _long_checklists() -> tuple[Checklist, ...]:
    return (
        Checklist(
            name="Instalação, split inverter",
            items=(
                builders.an_item("Local e apoio conferidos com o cliente"),
                builders.an_item("Suporte nivelado e chumbado"),
                builders.an_item("Tubulação com isolamento contínuo"),
                builders.a_measure("Vácuo abaixo de 500 mícrons", "320", "µm"),
                builders.a_measure("Teste de estanqueidade, 24 h", "38", "bar"),
                builders.a_measure("Disjuntor exclusivo", "16", "A"),
                builders.a_measure("Seção do cabo conforme o projeto", "2.5", "mm²"),
                builders.a_measure("Aterramento medido", "4.1", "Ω"),
                builders.an_item(
                    "Dreno com caimento de 2 %",
                    Answer.NO,
                    note="quarto 216: caimento insuficiente, corrigido na 5ª visita",
                ),
                builders.a_measure("Corrente em plena carga", "6.8", "A"),
                builders.a_measure("Insuflamento após 15 min", "11.5", "°C"),
                builders.an_item("Controle remoto e manual entregues"),
                builders.an_item("Cliente orientado sobre a limpeza dos filtros"),
                builders.an_item("Local limpo e embalagens recolhidas"),
            ),
        ),
        Checklist(
            name="Manutenção preventiva, central de água gelada",
            items=(
                builders.an_item("Limpeza química do condensador"),
                builders.an_item("Limpeza do filtro Y"),
                builders.an_item("Purga de ar"),
                builders.an_item("Alinhamento das bombas"),
                builders.a_measure("Vibração da bomba 1", "2.3", "mm/s"),
                builders.a_measure(
                    "Vibração da bomba 2", "7.9", "mm/s", Answer.NO, note="acima do limite: trocar rolamentos"
                ),
                builders.an_item("Nível de óleo"),
                builders.an_item("Análise do óleo", Answer.NOT_APPLICABLE),
                builders.a_measure("Aproximação do evaporador", "1.8", "K"),
                builders.a_measure("Aproximação do condensador", "2.6", "K"),
                builders.an_item("Fluxostato testado"),
                builders.an_item("Reaperto dos bornes"),
                builders.an_item("Termografia do quadro"),
                builders.an_item("Água de reposição", kind=ItemKind.TEXT, written="pH 8,2"),
                builders.an_item("Alarmes e intertravamentos"),
                builders.an_item("Torre: bicos e enchimento", Answer.NOT_APPLICABLE),
            ),
        ),
    )


def _long_materials() -> tuple[MaterialLine, ...]:
    labour, travel = LineKind.LABOUR, LineKind.TRAVEL
    return (
        builders.a_line(
            "3",
            "un",
            "Split inverter 12.000 BTU/h, quente e frio, 220 V, com suporte de condensadora em aço galvanizado a fogo "
            "e amortecedores de borracha",
            "2890.00",
        ),
        builders.a_line("24", "m", 'Tubo de cobre flexível 1/4", espessura 0,79 mm', "28.90"),
        builders.a_line("24", "m", 'Tubo de cobre flexível 3/8", espessura 0,79 mm', "41.50"),
        builders.a_line("48", "m", "Isolamento elastomérico 13 mm", "9.80"),
        builders.a_line("30", "m", "Cabo PP 4 × 2,5 mm²", "14.90"),
        builders.a_line("3", "un", "Disjuntor bipolar 16 A, curva C", "58.90"),
        builders.a_line("18", "m", "Tubo de PVC 25 mm para dreno", "8.90"),
        builders.a_line("12", "un", "Joelho de PVC 25 mm", "3.10"),
        builders.a_line("2.1", "kg", "Fluido refrigerante R-32", "160.00"),
        builders.a_line("1", "un", "Contator tripolar 32 A, bobina 220 V", "219.90"),
        builders.a_line("2", "un", "Correia A-48", "47.90"),
        builders.a_line("20", "L", "Limpador alcalino para serpentinas", "34.50"),
        builders.a_line("5", "L", "Desincrustante para condensador, biodegradável", "41.00"),
        builders.a_line("4", "un", "Filtro plano G4 610 × 610 × 50 mm", "78.00"),
        builders.a_line("2", "un", "Manômetro 0–10 bar, glicerina, Ø 63 mm", "119.00"),
        builders.a_line("1", "un", 'Fluxostato de palheta 1"', "325.00"),
        builders.a_line("6", "un", "Abraçadeira de aço inoxidável", "4.20"),
        builders.a_line("1.2", "kg", "Vareta de solda foscoper", "189.00"),
        builders.a_line("3", "un", "Caixa de passagem embutida para split", "45.00"),
        builders.a_line("6", "un", "Rolamento 6206 ZZ C3", "64.50"),
        builders.a_line("2", "un", 'Selo mecânico 1 1/4", carvão e cerâmica', "218.00"),
        builders.a_line("8", "m", "Eletrocalha perfurada 50 × 50 mm", "37.90"),
        builders.a_line("16", "un", "Terminal olhal 6 mm²", "1.45"),
        builders.a_line(
            "1",
            "un",
            "Painel de comando, adequação do quadro da CAG-2 com sinaleiros, chaves e identificação por etiquetas",
            "1180.00",
        ),
        builders.a_line("2", "un", 'Válvula de esfera 2", latão', "184.00"),
        builders.a_line("40", "un", "Parafuso e bucha S10", "1.90"),
        builders.a_line("23.5", "h", "Mão de obra, técnico de refrigeração", "140.00", kind=labour),
        builders.a_line("18.5", "h", "Mão de obra, auxiliar técnico", "75.00", kind=labour),
        builders.a_line("5", "un", "Deslocamento, ida e volta, 118 km", "177.00", kind=travel),
    )

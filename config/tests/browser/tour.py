"""Which screens are there, who stands before them, and how does one get there?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from config.tests.browser.people import Person
from config.tests.browser.reaching import (
    attach_no_signature,
    attach_signature,
    correct_without_reason,
    division_sheet,
    empty_name,
    empty_words,
    extend,
    final_without_reason,
    following,
    form_oo1,
    hand_over,
    invite_somebody,
    key,
    new_cycle,
    new_cycle_without_day,
    open_everything,
    pressing,
    remind_everybody,
    sending_a_list,
    showing_a_file,
    showing_a_piece,
    sign,
    stale_words,
    uploaded,
    uploading,
    wrong_number,
    wrong_password,
)

Facts = dict[str, Any]  # what arranging.py printed
# Answers without a page of their own: files, posts that lead elsewhere, the health check.
NOT_SCREENS = {
    "improvement:bank_ship", "improvement:rule_retire", "improvement:rule_restore", "improvement:recommendations_draw",
    "improvement:recommendation_accept", "improvement:recommendation_undo", "improvement:school_confirm",
    "healthz", "monitoring:cycle_add_school", "monitoring:map_answer", "monitoring:evidence_link",
    "monitoring:evidence_file", "monitoring:evidence_remove", "monitoring:evidence_restore",
    "monitoring:evidence_download", "monitoring:evaluation_answer", "accounts:invitation_renew",
    "reports:school_result_pdf", "reports:district_pdf", "reports:registry", "schools:import_template",
    "monitoring:map_workbook", "monitoring:carry_over", "monitoring:evidence_confirm", "monitoring:late_entries",
    "monitoring:map_presence", "monitoring:evidence_page", "monitoring:evidence_replace", "reports:card_pdf",
    "reports:blank_card_pdf", "monitoring:cycle_division_table",
    "monitoring:evidence_check", "monitoring:review_link_seen", "monitoring:review_link_unseen",
    "monitoring:review_link_check",
    "reports:receipt_pdf", "reports:reconciliation_xlsx", "reports:reconciliation_csv",
    "schools:form_template",
    "reports:documents_progress", "reports:documents_make", "reports:documents_zip",
    "reports:document_file", "reports:school_document_file", "reports:advice_pdf", "reports:advice_docx",
    "monitoring:map_signature", "monitoring:map_signature_file", "monitoring:map_signed_content",
    "monitoring:review_begin", "monitoring:review_undo", "monitoring:review_reason_move",
    "monitoring:review_reason_retire", "monitoring:review_reason_restore",
    "reports:protocol_pdf", "reports:protocol_docx",
    "monitoring:commission_member_new", "monitoring:commission_carry_over",
    "reports:statistics_workbook", "reports:statistics_csv",
    "reports:words_keep",
    "reports:district_docx",
    "reports:order_pdf", "reports:order_docx", "reports:district_table",
    "reports:summary_pdf", "reports:indicator_paper", "reports:school_result_docx",
}  # fmt: skip


@dataclass(frozen=True)
class Stop:
    """A screen or a state of it; `reach` does what leads there beyond opening the address."""

    name: str
    address: str
    reach: Callable[[Person], None] = lambda person: None


def of_public(facts: Facts) -> Iterator[Stop]:
    yield Stop("Вход", "/accounts/login/")
    yield Stop("Вход с ошибкой", "/accounts/login/", wrong_password)
    yield Stop("Забыли пароль", "/accounts/password/reset/")
    yield Stop("Письмо отправлено", "/accounts/password/reset/done/")
    yield Stop("Ссылка из письма не действует", "/accounts/password/reset/key/1-abc/")
    yield Stop("Пароль сменён", "/accounts/password/reset/key/done/")
    yield Stop("Регистрация закрыта", "/accounts/signup/")
    yield Stop("Учётная запись отключена", "/accounts/inactive/")
    yield Stop("Первый вход", f"/invitations/{facts['secret']}/")
    yield Stop("Первый вход с ошибками", f"/invitations/{facts['secret']}/", pressing("Сохранить пароль и войти"))
    yield Stop("Ссылка не действует", "/invitations/wrong/")
    yield Stop("Проверка документа", "/confirm/")
    yield Stop("Проверка документа без кода", "/confirm/?code=")
    yield Stop("Документ подтверждён", f"/confirm/{facts['confirmation_code']}/")
    yield Stop("Составленный документ подтверждён", f"/confirm/{facts['document_code']}/")
    yield Stop("Документа с таким кодом нет", "/confirm/wrong/")
    yield Stop("Версия для слабовидящих", "/appearance/")
    yield Stop("Такой страницы нет", "/nowhere/")


def of_head(facts: Facts) -> Iterator[Stop]:
    own, past = facts["maps"]["001"], facts["past_maps"]["001"]
    yield Stop("Главная", "/")
    yield Stop("Карта", f"/maps/{own}/")
    yield Stop("Карта: неверное число", f"/maps/{own}/", wrong_number)
    yield Stop("Карта: всё раскрыто", f"/maps/{own}/", open_everything)
    yield Stop("Подтверждение из других", f"/maps/{own}/indicators/6.1/evidence/")
    for kind in ("pdf", "docx", "xlsx", "png"):
        yield Stop(f"Файл {kind} на странице", f"/evidence/{facts['papers'][f'001 {kind}']}/preview/")
    yield Stop("Карта: файл показан", f"/maps/{own}/", showing_a_file)
    yield Stop("Карта: похоже на список людей", f"/maps/{own}/indicators/1.8/files/", sending_a_list)
    yield Stop("Карта: заменить файл", f"/maps/{own}/indicators/1.8/evidence/{facts['papers']['001 pdf']}/replace/")
    yield Stop("Проверить и представить: есть пробелы", f"/maps/{own}/submit/")
    yield Stop("Сохранённая копия", f"/evidence/{facts['looked_at']}/copy/")
    yield Stop("Загрузить из Excel", f"/maps/{own}/card/upload/")
    yield Stop("Загрузить из Excel без файла", f"/maps/{own}/card/upload/", pressing("Проверить", within="main"))
    yield Stop("История", f"/maps/{own}/history/")
    yield Stop("История одного показателя", f"/maps/{own}/history/?code=1.2")
    yield Stop("Карты по годам", "/maps/")
    yield Stop("Утверждённая карта", f"/maps/{past}/")
    yield Stop("Квитанция", f"/maps/{past}/receipt/")
    yield Stop("Результат", f"/results/maps/{past}/")
    yield Stop("Рекомендации школе", f"/maps/{past}/recommendations/", open_everything)
    yield Stop("Ознакомлен", f"/maps/{past}/recommendations/", pressing("Ознакомлен", within="main"))
    yield Stop("Рекомендаций ещё нет", f"/maps/{own}/recommendations/")
    yield Stop("Документы школы", f"/results/maps/{past}/documents/")
    yield Stop("Документов школы ещё нет", f"/results/maps/{own}/documents/")
    yield Stop("Результата ещё нет", f"/results/maps/{own}/")
    yield Stop("Карточка школы", f"/schools/{facts['schools']['001']}/")
    yield Stop("Методики", f"/municipalities/{facts['municipality']}/methodologies/")
    yield Stop("Методика", f"/methodologies/{facts['methodology']}/")
    yield Stop("Справка: школа", "/guide/")
    yield Stop("Справка: общее", "/guide/start/")
    yield Stop("Смена пароля", "/accounts/password/change/")
    yield Stop("Смена пароля с ошибкой", "/accounts/password/change/", pressing("Сменить пароль", within="main"))
    yield Stop("Выход", "/accounts/logout/")
    yield Stop("Не для вашей роли", f"/municipalities/{facts['municipality']}/schools/")


def of_head_returned(facts: Facts) -> Iterator[Stop]:
    own = facts["maps"]["002"]
    yield Stop("Возвращённая карта", f"/maps/{own}/")
    yield Stop("Представить снова", f"/maps/{own}/submit/")
    yield Stop("Квитанция возвращённой карты", f"/maps/{own}/receipt/")


def of_head_complete(facts: Facts) -> Iterator[Stop]:
    own = facts["maps"]["005"]
    yield Stop("Проверить и представить: всё заполнено", f"/maps/{own}/submit/")
    yield Stop("Подтвердите, что это вы", "/accounts/reauthenticate/")
    yield Stop("Представить без пароля", f"/maps/{own}/submit/", pressing("Представить карту"))
    yield Stop("Взять прошлогоднее во все показатели", f"/maps/{own}/last-year/")
    yield Stop("Всё ещё верно?", f"/maps/{own}/last-year/", pressing("Взять прошлогоднее"))
    yield Stop("Всё ещё верно: не отмечено", f"/maps/{own}/last-year/confirm/", pressing("Отмеченное всё ещё верно"))
    yield Stop("Брать больше нечего", f"/maps/{own}/last-year/")
    yield Stop("Карта ждёт слова", f"/maps/{own}/")
    yield Stop("Представлена", f"/maps/{own}/submit/", sign)
    yield Stop("Это не файл подписи", f"/maps/{own}/receipt/", attach_no_signature)
    yield Stop("Файл подписи приложен", f"/maps/{own}/receipt/", attach_signature)
    yield Stop("Убрать файл подписи", f"/maps/{own}/signature/remove/")


def of_head_verified(facts: Facts) -> Iterator[Stop]:
    own = facts["maps"]["004"]
    yield Stop("Результат до утверждения", f"/results/maps/{own}/")
    yield Stop("Книга для закрытой карты", f"/maps/{own}/card/upload/")
    yield Stop("Возражение", f"/maps/{own}/objections/1.4/")
    yield Stop("Возражение без слов", f"/maps/{own}/objections/1.4/", pressing("Подать возражение", within="main"))
    yield Stop("Возражение подано", f"/maps/{own}/objections/1.1/")


def of_reviewer(facts: Facts) -> Iterator[Stop]:
    cycle, maps = facts["cycle"], facts["maps"]
    yield Stop("Очередь", f"/cycles/{cycle}/review/")
    yield Stop("Справка: проверка", "/guide/")
    yield Stop("Очередь: ничего не нашлось", f"/cycles/{cycle}/review/?q=999")
    yield Stop("По показателям", f"/cycles/{cycle}/review/indicators/")
    yield Stop("Показатель по школам", f"/cycles/{cycle}/review/indicators/1.2/")
    yield Stop("Показатель: никого по отбору", f"/cycles/{cycle}/review/indicators/1.2/?kind=evening")
    yield Stop("Стол по показателю", f"/review/{maps['003']}/1.2/?order=indicator&show=waiting")
    yield Stop("Проверка карты", f"/review/{maps['003']}/")
    yield Stop("Стол: не проверено", f"/review/{maps['003']}/1.2/")
    yield Stop("Стол: ссылки проверены", f"/review/{maps['003']}/{facts['link_code']}/")
    yield Stop("Сохранённая копия, после стола", f"/evidence/{facts['dead']}/copy/")
    yield Stop("Стол: факт", f"/review/{maps['003']}/2.1/")
    yield Stop("Стол: исправлено", f"/review/{maps['003']}/1.4/")
    yield Stop("Стол: вернуть", f"/review/{maps['003']}/1.3/")
    yield Stop("Стол: форма исправления", f"/review/{maps['003']}/1.2/", key("KeyE"))
    yield Stop("Стол: форма возврата", f"/review/{maps['003']}/1.2/", key("KeyR"))
    yield Stop("Стол: исправление без причины", f"/review/{maps['003']}/2.1/", correct_without_reason)
    yield Stop("Стол: файлы", f"/review/{maps['002']}/1.8/", showing_a_piece)
    yield Stop("Файл глазами проверяющего", f"/evidence/{facts['papers']['002 docx']}/preview/")
    yield Stop("Принять без предупреждений", f"/review/{maps['003']}/accept/")
    yield Stop("Вернуть школе", f"/review/{maps['003']}/return/")
    yield Stop("Завершить рано", f"/review/{maps['003']}/complete/")
    yield Stop("Применимость", f"/review/{maps['003']}/applicability/")
    yield Stop("Карта у школы", f"/review/{maps['002']}/")
    yield Stop("Стол: карта у школы", f"/review/{maps['002']}/1.2/")
    yield Stop("Снять с доработки", f"/review/{maps['002']}/recall/")
    yield Stop("Возобновить проверку", f"/review/{maps['004']}/resume/")
    yield Stop("Возобновить без причины", f"/review/{maps['004']}/resume/", pressing("Возобновить проверку"))
    yield Stop("Взять карту себе", f"/review/{maps['004']}/take/")
    yield Stop("Сверка с ОО-1", f"/results/{cycle}/oo-1/")
    yield Stop("Сверка с ОО-1: больше допуска", f"/results/{cycle}/oo-1/?show=beyond")
    yield Stop("Сверка с ОО-1: ничего не нашлось", f"/results/{cycle}/oo-1/?q=999")
    yield Stop("Карта глазами отдела", f"/maps/{maps['003']}/")
    yield Stop("Предварительный результат", f"/results/maps/{maps['004']}/")


def of_methodologist(facts: Facts) -> Iterator[Stop]:
    cycle, past, maps = facts["cycle"], facts["past_cycle"], facts["maps"]
    yield Stop("Оценка", f"/cycles/{cycle}/evaluation/")
    yield Stop("Оценка: ничего не нашлось", f"/cycles/{cycle}/evaluation/?q=999")
    yield Stop("Оценка: спорные", f"/cycles/{cycle}/evaluation/?dispute=any")
    yield Stop("Комиссия", f"/cycles/{cycle}/commission/")
    yield Stop("Комиссия: человек без имени", f"/cycles/{cycle}/commission/", pressing("Добавить", within="main"))
    yield Stop("Оценка карты", f"/evaluation/{maps['004']}/")
    yield Stop("Итог без причины", f"/evaluation/{maps['004']}/", final_without_reason)
    yield Stop("Ответ на возражение", f"/evaluation/{maps['004']}/objections/1.1/")
    yield Stop("Завершить оценку", f"/evaluation/{maps['004']}/complete/")
    yield Stop("Оценённая карта", f"/evaluation/{maps['006']}/")
    yield Stop("Возобновить оценку", f"/evaluation/{maps['006']}/resume/")
    yield Stop("Итоги года", f"/results/{cycle}/")
    yield Stop("Итоги утверждённого года", f"/results/{past}/", open_everything)
    yield from of_advice(facts)
    yield Stop("Итоги по отбору", f"/results/{past}/?group=low")
    yield from of_statistics(facts)
    yield from of_texts(facts)
    yield Stop("Итоги: никого по отбору", f"/results/{past}/?group=high&level=noo&place=village")
    yield Stop(
        "Итоги: меньше десяти школ, все условия", f"/results/{past}/?size=small&term=represented", open_everything
    )
    yield Stop("Показатель-доля", f"/results/{past}/indicators/1.2/", open_everything)
    yield Stop("Показатель-факт", f"/results/{past}/indicators/3.1/?order=share")
    yield Stop("Показатель: никого по отбору", f"/results/{past}/indicators/1.2/?kind=evening")
    yield Stop("Показатель текущего года", f"/results/{cycle}/indicators/7.1/")
    yield from of_documents(facts)


def of_documents(facts: Facts) -> Iterator[Stop]:
    past, made = f"/results/{facts['past_cycle']}/documents/", f"/documents/{facts['document']}/"
    yield Stop("Документов ещё нет", f"/results/{facts['cycle']}/documents/")
    yield Stop("Документы", past)
    yield Stop("Документы: составляются", f"{past}?state=waiting")
    yield Stop("Документы: ничего не нашлось", f"{past}?q=999")
    yield Stop("Документы: составить для всех", f"{past}all/")
    yield Stop("Документы: ничего не отмечено", f"{past}all/", pressing("Составить", within="main"))
    yield Stop("Документы: остановить", f"/document-batches/{facts['batch']}/cancel/")
    yield Stop("Документ и его версии", made)
    yield Stop("Документ заново", f"{made}again/")
    yield Stop("Документ заново без причины", f"{made}again/", pressing("Составить следующую версию"))


def of_statistics(facts: Facts) -> Iterator[Stop]:
    place, past = f"/results/{facts['cycle']}/statistics/", f"/results/{facts['past_cycle']}/statistics/"
    yield Stop("Статистика: школ мало", place)
    yield Stop("Статистика", past, open_everything)
    yield Stop("Статистика: что если", f"{past}?1.1=40&1.4=45&5.3=10", open_everything)
    yield Stop("Статистика: неверный порог", f"{past}?1.1=0&1.4=30")


def of_texts(facts: Facts) -> Iterator[Stop]:
    past = facts["past_cycle"]
    yield from of_words(f"/results/{past}/words/statement/")
    yield Stop("Приказ об итогах", f"/results/{past}/words/order/")
    yield Stop("Приказ: распорядительная часть", f"/results/{past}/words/order/orders/")
    yield Stop("Реквизиты приказа", f"/results/{past}/requisites/order/")
    yield Stop("Реквизиты справки", f"/results/{past}/requisites/statement/")


def of_words(place: str) -> Iterator[Stop]:
    yield Stop("Тексты справки", place)
    yield Stop("Раздел справки", f"{place}basis/")
    yield Stop("Раздел справки: посмотреть", f"{place}proposals/", pressing("Посмотреть"))
    yield Stop("Раздел справки без текста", f"{place}basis/", empty_words)
    yield Stop("Раздел справки: данные изменились", f"{place}overall/")
    yield Stop("Раздел справки: другой человек успел раньше", f"{place}overall/", stale_words)
    yield Stop("Вернуть текст по данным", f"{place}overall/return/")
    yield Stop("История раздела", f"{place}overall/history/")
    yield Stop("Раздел никто не менял", f"{place}basis/history/")
    yield Stop("Прежняя редакция", f"{place}overall/history/1/")


def of_advice(facts: Facts) -> Iterator[Stop]:
    bank, year = f"/municipalities/{facts['municipality']}/advice/", f"/cycles/{facts['past_cycle']}/recommendations/"
    yield Stop("Банк рекомендаций", bank)
    yield Stop("Банк: ничего не нашлось", f"{bank}?state=retired")
    yield Stop("Примерный набор рекомендаций", f"{bank}sample/")
    yield Stop("Новое правило", f"{bank}new/")
    yield Stop("Новое правило с ошибкой", f"{bank}new/", pressing("Сохранить", within="main"))
    yield Stop("Изменить правило", f"/advice/{facts['advice_rule']}/")
    yield Stop("Рекомендации года", year)
    yield Stop("Рекомендации: ничего не нашлось", f"{year}?q=999")
    yield Stop("Рекомендации: года без результатов", f"/cycles/{facts['cycle']}/recommendations/")
    yield Stop("Своя рекомендация", f"{year}new/?band=low")
    yield Stop("Своя рекомендация с ошибкой", f"{year}new/", pressing("Записать рекомендацию", within="main"))
    yield Stop("Принять предложенные", f"{year}accept/")
    yield Stop("Отправить школам", f"{year}send/")
    yield Stop("Отправлять рано", f"/cycles/{facts['cycle']}/recommendations/send/")
    yield Stop("Кто ознакомился", f"{year}receipts/")
    yield Stop("Никто ещё не ознакомлен", f"/cycles/{facts['cycle']}/recommendations/receipts/")
    yield Stop("Напомнить об ознакомлении", f"{year}receipts/remind/")
    yield Stop("Рекомендация", f"/recommendations/{facts['proposed_advice']}/")
    yield Stop("Рекомендация в двух редакциях", f"/recommendations/{facts['sent_advice']}/", open_everything)
    yield Stop("Рекомендация группе", f"/recommendations/{facts['group_advice']}/")
    yield Stop("Изменить рекомендацию", f"/recommendations/{facts['sent_advice']}/change/")
    yield Stop("Снять рекомендацию", f"/recommendations/{facts['proposed_advice']}/drop/")
    yield Stop("Снять без причины", f"/recommendations/{facts['proposed_advice']}/drop/", pressing("Снять"))


def of_coordinator(facts: Facts) -> Iterator[Stop]:
    place, cycle = facts["municipality"], facts["cycle"]
    yield Stop("Справка: координатор", "/guide/")
    yield Stop("Годы", f"/municipalities/{place}/cycles/")
    yield Stop("Новый цикл", f"/municipalities/{place}/cycles/new/")
    yield Stop("Новый цикл: проверьте", f"/municipalities/{place}/cycles/new/", new_cycle)
    yield Stop("Новый цикл с ошибкой", f"/municipalities/{place}/cycles/new/", new_cycle_without_day)
    yield Stop("Ход", f"/cycles/{cycle}/")
    yield Stop("Ход: ничего не нашлось", f"/cycles/{cycle}/?q=999")
    yield Stop("Ход утверждённого года", f"/cycles/{facts['past_cycle']}/")
    yield Stop("Продлить", f"/cycles/{cycle}/extend/")
    yield Stop("Продлить без причины", f"/cycles/{cycle}/extend/", pressing("Дальше"))
    yield Stop("Продлить: проверьте", f"/cycles/{cycle}/extend/", extend)
    yield Stop("Ход: карты одного проверяющего", f"/cycles/{cycle}/?whose={facts['reviewer']}&state=represented")
    yield Stop("Утвердить нельзя", f"/cycles/{cycle}/approve/")
    yield from of_division(facts)
    yield from of_reminders(facts)
    yield Stop("Словарь причин", f"/municipalities/{place}/review-reasons/")
    yield Stop("Словарь: причина без слов", f"/municipalities/{place}/review-reasons/", pressing("Добавить"))
    yield Stop("Изменить причину", f"/review-reasons/{facts['reason']}/")
    yield Stop("Открыть результат", f"/evaluation/{facts['past_maps']['001']}/reopen/")
    yield Stop(
        "Открыть без причины", f"/evaluation/{facts['past_maps']['001']}/reopen/", pressing("Открыть для пересмотра")
    )
    yield Stop("Утвердить пересмотренный", f"/evaluation/{facts['past_maps']['004']}/approve/")
    yield Stop("Результат пересматривается", f"/results/maps/{facts['past_maps']['002']}/")
    yield Stop("Утверждать рано", f"/evaluation/{facts['maps']['004']}/approve/")
    yield Stop("Комиссия прошлого года", f"/cycles/{facts['past_cycle']}/commission/")
    yield Stop("Член комиссии", f"/cycles/{facts['past_cycle']}/commission/{facts['member']}/")
    yield Stop("Убрать из комиссии", f"/cycles/{facts['past_cycle']}/commission/{facts['member']}/remove/")
    yield Stop("Журнал", f"/cycles/{cycle}/journal/")
    yield Stop("Журнал: неверная дата", f"/cycles/{cycle}/journal/?first=abc")
    yield Stop("Ссылки года", f"/cycles/{cycle}/links/")
    yield Stop("Ссылки года: не открываются", f"/cycles/{cycle}/links/?state=dead")
    yield Stop("Ссылки года: ничего не нашлось", f"/cycles/{cycle}/links/?q=999")
    yield Stop("Сверка утверждённого года", f"/results/{facts['past_cycle']}/oo-1/")
    yield Stop("Школы", f"/municipalities/{place}/schools/")
    yield Stop("Школы: ничего не нашлось", f"/municipalities/{place}/schools/?text=999")
    yield Stop("Новая школа", f"/municipalities/{place}/schools/new/")
    yield Stop("Новая школа с ошибками", f"/municipalities/{place}/schools/new/", pressing("Добавить школу"))
    yield Stop("Карточка", f"/schools/{facts['schools']['003']}/")
    yield Stop("Изменить школу", f"/schools/{facts['schools']['003']}/edit/")
    yield Stop("Загрузка школ", f"/municipalities/{place}/schools/import/schools/", open_everything)
    yield Stop("Загрузка ОО-1", f"/municipalities/{place}/schools/import/figures/")
    yield Stop("Загрузка без файла", f"/municipalities/{place}/schools/import/schools/", pressing("Проверить таблицу"))
    yield Stop("Таблица с ошибками", f"/municipalities/{place}/schools/import/schools/", uploading(Вид="завод"))
    yield Stop("Таблица без ошибок", f"/municipalities/{place}/schools/import/schools/", uploading())
    yield Stop("Таблица загружена", f"/municipalities/{place}/schools/import/schools/", uploaded)
    yield from of_mapping(facts)
    yield Stop("Муниципалитет", f"/municipalities/{place}/settings/")
    yield Stop("Муниципалитет с ошибкой", f"/municipalities/{place}/settings/", empty_name)
    yield Stop("Люди", f"/municipalities/{place}/people/")
    yield Stop("Люди: ничего не нашлось", f"/municipalities/{place}/people/?text=999")
    yield Stop("Приглашение", f"/municipalities/{place}/people/invite/")
    yield Stop("Приглашение с ошибками", f"/municipalities/{place}/people/invite/", pressing("Пригласить"))
    yield Stop("Ссылка для входа", f"/municipalities/{place}/people/invite/", invite_somebody)
    yield Stop("Завершить роль", f"/roles/{facts['guest_role']}/end/")
    yield Stop("Единственный координатор", f"/roles/{facts['only_coordinator']}/end/", pressing("Завершить роль"))


def of_mapping(facts: Facts) -> Iterator[Stop]:
    """The form of last year: there is no mapping, then the shipped one."""
    place = f"/municipalities/{facts['municipality']}/oo-1/{timezone.now().year - 1}/"
    yield Stop("Сопоставление: ещё нет", place)
    yield Stop("Форма без сопоставления", f"{place}upload/")
    yield Stop("Сопоставление: примерный набор", place, pressing("Взять примерный набор"))
    yield Stop("Сопоставление: не заполнено", place, pressing("Добавить", within="main"))
    yield Stop("Сопоставление: изменить", place, following("Изменить"))
    yield Stop("Сопоставление: удалить", place, following("Удалить"))
    yield Stop("Сопоставление: вернуть набор", f"{place}shipped/")
    yield Stop("Загрузка формы", f"{place}upload/", open_everything)
    yield Stop("Форма с ошибками", f"{place}upload/", form_oo1("001;;2.1.1;17;300;много;92", "777;;2.1.1;17;1;1;1"))
    yield Stop("Форма сложена", f"{place}upload/", form_oo1("001;;2.1.1;17;300;88;92", "001;Сельский;2.1.1;17;20;5;6"))


def of_division(facts: Facts) -> Iterator[Stop]:
    place = f"/cycles/{facts['cycle']}/division/"
    yield Stop("Распределение", place)
    yield Stop("Распределение: ничего не нашлось", f"{place}?q=999")
    yield Stop("Распределение: карты не отмечены", place, pressing("Закрепить"))
    yield Stop("Разделить поровну", f"{place}evenly/")
    yield Stop("Разделить поровну: проверьте", f"{place}evenly/", pressing("Показать распределение"))
    yield Stop("Распределение из таблицы", f"{place}sheet/")
    yield Stop("Распределение: таблица с ошибками", f"{place}sheet/", division_sheet)
    yield Stop("Передать карты", f"{place}{facts['reviewer']}/hand-over/")
    yield Stop("Передать карты: проверьте", f"{place}{facts['reviewer']}/hand-over/", hand_over)
    yield Stop("Второе чтение", f"/cycles/{facts['cycle']}/second-reading/")
    yield Stop("Второе чтение утверждённого года", f"/cycles/{facts['past_cycle']}/second-reading/")
    yield Stop("Закончить второе чтение", f"/cycles/{facts['cycle']}/second-reading/close/")
    yield Stop("Расхождение", f"/second-readings/{facts['difference']}/settle/")


def of_reminders(facts: Facts) -> Iterator[Stop]:
    place = f"/cycles/{facts['cycle']}/reminders/"
    yield Stop("Напоминаний ещё не было", f"{place}sent/")
    yield Stop("Напомнить", place)
    yield Stop("Напомнить: проверьте", place, pressing("Дальше"))
    yield Stop("Напоминания отправлены", place, remind_everybody)


def of_second_reader(facts: Facts) -> Iterator[Stop]:
    yield Stop("Очередь второго читающего", f"/cycles/{facts['cycle']}/review/?whose=all")
    yield Stop("Второе чтение: список", f"/cycles/{facts['cycle']}/second-reading/mine/")
    yield Stop("Второе чтение показателя", f"/second-readings/{facts['reading']}/")
    yield Stop("Второе чтение без решения", f"/second-readings/{facts['reading']}/", pressing("Сохранить и дальше"))
    yield Stop("Карта закрыта до чтения", f"/review/{facts['maps']['003']}/")


def of_observer(facts: Facts) -> Iterator[Stop]:
    yield Stop("Главная наблюдателя", "/")
    yield Stop("Ход глазами наблюдателя", f"/cycles/{facts['cycle']}/")
    yield Stop("Итоги глазами наблюдателя", f"/results/{facts['cycle']}/")
    yield Stop("Люди не для наблюдателя", f"/municipalities/{facts['municipality']}/people/")


TOURS: dict[str, tuple[str, Callable[[Facts], Iterator[Stop]]]] = {
    "public": ("", of_public),
    "head": ("001", of_head),
    "head of a returned map": ("002", of_head_returned),
    "head of a complete map": ("005", of_head_complete),
    "head of a verified map": ("004", of_head_verified),
    "reviewer": ("reviewer@example.org", of_reviewer),
    "second reader": ("reviewer2@example.org", of_second_reader),
    "methodologist": ("methodologist@example.org", of_methodologist),
    "coordinator": ("coordinator@example.org", of_coordinator),
    "observer": ("observer@example.org", of_observer),
}

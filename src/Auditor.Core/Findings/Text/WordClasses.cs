using System.Collections.Frozen;

namespace Auditor.Findings.Text;

public enum WordClass
{
    None,
    Number,
    Currency,
    Negation,
    Time,
    Question,
}

/// <summary>
/// Closed classes of words per language, over folded words: exact, by beginning ("zlot*") or by ending ("*nascie"). They only describe a
/// text to the classifiers and gates; nothing is decided by one word.
/// </summary>
public sealed class WordClasses
{
    private static readonly FrozenDictionary<string, WordClasses> All = new Dictionary<string, WordClasses>
    {
        ["en"] = new(
            "one two three four five six seven eight nine ten eleven twelve *teen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand half dozen",
            "pound* quid pence penny dollar* buck bucks cent cents euro* grand",
            "not no never dont doesnt didnt wont cant cannot wouldnt isnt arent havent without none nothing nobody stop",
            "today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday morning evening afternoon week* month* year* hour* minute* oclock later noon day days",
            "what who when where why how which do does did is are can could would will may shall have has"),
        ["nl"] = new(
            "twee drie vier vijf zes zeven acht negen tien elf twaalf *tien *tig *honderd *duizend honderd* anderhalve anderhalf half",
            "euro* cent cents eurocent tientje tientjes",
            "niet geen nooit niks niets niemand zonder stop",
            "vandaag morgen vanavond maandag dinsdag woensdag donderdag vrijdag zaterdag zondag week weken maand* jaar jaren uur uurtje avond* ochtend* middag* later straks minuut minuten dag dagen",
            "wat wie wanneer waar waarom hoe welke kan kunt mag is bent heeft heb wilt wil zal zou"),
        ["pl"] = new(
            "jeden jedna jedno dwa dwie dwoch dwiescie trzy trzech czter* piec pieciu szesc szesciu siedem siedmiu osiem osmiu dziewiec dziewieciu dziesiec dziesieciu jedenast* *nascie *nastu *dziescia *dziesci *dziesiat *dziesieciu *set *sta sto stu tysiac* poltora pol",
            "zl zlot* grosz* euro",
            "nie nigdy bez zaden zadn* nic ani nikt",
            "dzis dzisiaj jutro jutrz* poniedzial* wtor* srod* czwart* piat* sobot* niedziel* tydzien tygodni* miesiac* miesiec* rok roku lat lata godzin* wieczor* rano popoludni* pozniej minut* dni dzien",
            "co kto kiedy gdzie dlaczego czemu jak ile czy ktory ktora skad"),
        ["hu"] = new(
            "ketto ket harom negy öt hat nyolc kilenc tiz* husz* harminc* negyven* ötven* hatvan* hetven* nyolcvan* kilencven* szaz* ezer* *ezer *szaz millio* fel masfel",
            "forint* ft euro*",
            "nem ne se sem soha nincs nelkül semmi* senki* sose tilos",
            "ma holnap* hetfo* hetfö* kedd* szerda* csütörtök* pentek* szombat* vasarnap* het hetek* heten honap* ev* ora* este* reggel* delutan* delelött kesöbb perc* nap napon napig",
            "mi mit ki kit mikor hol miert hogy hogyan mennyi melyik van lehet honnan"),
        ["ru"] = new(
            "один одна два две двух три трех четыре пять пяти шесть семь восемь девять десять *надцать *надцати *дцать *десят *сот сто двести триста четыреста тысяч* полтора половина",
            "рубл* копе* руб доллар* евро",
            "не нет никогда без ни ничего никто никак* нельзя",
            "сегодня завтра завтрашн* понедельник* вторник* сред* четверг* пятниц* суббот* воскресен* недел* месяц* год года лет час часа часов вечер* утр* днем потом позже минут* день дней",
            "что кто когда где почему зачем как сколько какой какая какие ли можно откуда"),
    }.ToFrozenDictionary();

    private static readonly WordClasses Nothing = new("", "", "", "", "");

    private readonly FrozenDictionary<string, WordClass> _exact;
    private readonly (string Start, WordClass Class)[] _starts;
    private readonly (string End, WordClass Class)[] _ends;

    private WordClasses(string numbers, string currencies, string negations, string times, string questions)
    {
        (string Words, WordClass Class)[] lists =
        [
            (numbers, WordClass.Number), (currencies, WordClass.Currency), (negations, WordClass.Negation),
            (times, WordClass.Time), (questions, WordClass.Question),
        ];
        var entries = lists.SelectMany(l => l.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => (Word: w, l.Class))).ToList();
        _exact = entries.Where(e => !e.Word.Contains('*', StringComparison.Ordinal)).DistinctBy(e => e.Word)
            .ToFrozenDictionary(e => e.Word, e => e.Class);
        _starts = [.. entries.Where(e => e.Word[^1] == '*').Select(e => (e.Word[..^1], e.Class))];
        _ends = [.. entries.Where(e => e.Word[0] == '*').Select(e => (e.Word[1..], e.Class))];
    }

    /// <summary>The classes of a language; for an unknown language every word is None.</summary>
    public static WordClasses For(string language) => All.GetValueOrDefault(language, Nothing);

    public WordClass Of(string word)
    {
        if (word[0] == '#')
        {
            return WordClass.Number;
        }

        if (_exact.TryGetValue(word, out var found))
        {
            return found;
        }

        foreach (var (start, kind) in _starts)
        {
            if (word.StartsWith(start, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        foreach (var (end, kind) in _ends)
        {
            if (word.Length > end.Length && word.EndsWith(end, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        return WordClass.None;
    }
}

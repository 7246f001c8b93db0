using System.Collections.Frozen;

namespace Auditor.Findings.Text;

/// <summary>How people say yes to an order: a yes at the beginning, or words that order in themselves. Over folded words.</summary>
public sealed class AgreementWords
{
    private static readonly FrozenDictionary<string, AgreementWords> All = new Dictionary<string, AgreementWords>
    {
        ["en"] = new(
            "yes|yeah|yep|yup|aye|ok|okay|sure|fine|alright|all right|agreed|i agree|i confirm|confirmed|confirm|of course|absolutely|definitely|go ahead|deal|lets do it|please do|thats right|correct|very well|right then|go on then|sounds good|i accept|id like that|go on|go for it|why not|right you are|sold",
            "ill take it|ill have it|i will take|ill go for it|ill go with|sign me up|put me down for|i order|id like to order|i want to order|i would like to order|place the order|lets do it|count me in|i agree to the contract|i confirm the order|yes i order|ill buy|ill sign up|go ahead and order|id like to go ahead|lets go for it|im happy to go ahead|ill have one|ill take one|ill take that|ill take them|put me on it|stick me down|book me in|lets have it|send me one|stick it on|sold|im in|youve sold me|youve talked me into it|get me one|order it|add it|put it on my|switch me over|set it up|ill give it a go|ill give it a try|ill buy|go on put me"),
        ["nl"] = new(
            "ja|jawel|jazeker|zeker|prima|oke|ok|goed|akkoord|is goed|doe maar|natuurlijk|graag|vooruit|dat klopt|klopt|bevestig|ik bevestig|uiteraard|mij best|jep|joh ja|nou ja goed|nou vooruit|ga akkoord|ik ga akkoord|toe maar|waarom niet|verkocht|top|doen we",
            "ik bestel|dat wil ik bestellen|wil ik bestellen|ik neem het|ik neem hem|doe maar|ik ga akkoord|daar ga ik mee akkoord|schrijf me maar in|ik wil het graag|bestel maar|zet mij er maar op|ik doe het|dat neem ik|ik sluit het af|doe mij maar|dat doen we|we doen het|ik neem er|ik neem die|neem ik|schrijf mij maar in|zet me erop|regel het maar|stuur er maar een|verkocht|ik ga ervoor|laten we het doen|u heeft me overtuigd|ik wil het wel hebben|sluit maar aan"),
        ["pl"] = new(
            "tak|no tak|zgoda|zgadzam sie|zgadza sie|dobrze|dobra|ok|okej|w porzadku|potwierdzam|oczywiscie|jasne|pewnie|niech bedzie|prosze bardzo|no dobrze|no dobra|niech pan|niech pani|akceptuje|zamawiam|biore|pasuje|tak tak|dawaj pan|czemu nie|robimy|sprzedane|przekonal mnie pan|przekonala mnie pani",
            "zamawiam|biore|biore to|wezme|wezme to|chce zamowic|chcialbym zamowic|chcialabym zamowic|potwierdzam zamowienie|zgadzam sie na umowe|prosze zamowic|kupuje|decyduje sie|to poprosze|podpisuje|prosze zapisac|wchodze w to|bierzemy|to wezme|poprosze jedno|poprosze jeden|prosze mnie zapisac|kupie|zdecydowalam sie|zdecydowalem sie|przekonal mnie pan|przekonala mnie pani|sprzedane|robimy|wlaczamy|prosze wlaczyc|prosze podlaczyc|niech pani wlacza|niech pan wlacza|zamowie|zamawiamy"),
        ["hu"] = new(
            "igen|persze|jo|jol van|rendben|oke|ok|hogyne|megrendelem|elfogadom|beleegyezem|egyetertek|mehet|legyen|termeszetesen|hozzajarulok|megerösitem|szivesen|na jo|hat jo|jo legyen|benne vagyok|igenigen|miert ne|legyen akkor|meggyözött|hat legyen|csinaljuk|eladva",
            "megrendelem|megveszem|kerem a csomagot|elfogadom|megkötöm|alairom|benne vagyok|szeretnem megrendelni|meg szeretnem rendelni|kerem szepen megrendelni|ezt kerem|akkor kerem|rendelem|kerek egyet|kerem igy|viszem|elviszem|belemegyek|csinaljuk|kapcsolja be|meggyözött|eladva|veszek|akkor legyen|legyen akkor|vegyük meg|megrendeljük|megrendelnem|rendeljük meg|kerek belöle"),
        ["ru"] = new(
            "да|ага|угу|хорошо|ладно|согласен|согласна|конечно|давайте|подтверждаю|оформляйте|заказываю|ок|окей|договорились|идет|пусть|годится|разумеется|ну да|ну хорошо|ну давайте|беру|так точно|верно|уговорили|почему нет|давай|пойдет|по рукам|продано",
            "заказываю|оформляйте|оформляем|беру|возьму|я согласен на договор|подтверждаю заказ|давайте оформим|давайте оформлять|хочу заказать|покупаю|подключайте|подключаюсь|записывайте заказ|оформите|согласен оформить|согласна оформить|берем|возьмем|давайте попробуем|подключаем|уговорили|продано|куплю|хочу взять|шлите|везите|включайте|по рукам|я в деле|оформим|давайте берем|закажу|заказываем"),
    }.ToFrozenDictionary();

    private static readonly AgreementWords Nothing = new("", "");

    private readonly string[][] _yes;
    private readonly string[][] _orders;

    private AgreementWords(string yes, string orders)
    {
        _yes = Split(yes);
        _orders = Split(orders);
    }

    public static AgreementWords For(string language) => All.GetValueOrDefault(language, Nothing);

    /// <summary>It begins with a yes (a filler may stand before) and is no question.</summary>
    public bool BeginsWithYes(string text, string language)
    {
        var words = SpokenText.Words(text, language);
        return !text.TrimEnd().EndsWith('?') && Enumerable.Range(0, Math.Min(3, words.Count)).Any(at => _yes.Any(yes => StandsAt(words, at, yes)));
    }

    /// <summary>Orders in so many words.</summary>
    public bool Orders(string text, string language)
    {
        var words = SpokenText.Words(text, language);
        return !text.TrimEnd().EndsWith('?') && Enumerable.Range(0, words.Count).Any(at => _orders.Any(order => StandsAt(words, at, order)));
    }

    public static bool Negates(string text, string language) =>
        SpokenText.Words(text, language).Any(word => WordClasses.For(language).Of(word) is WordClass.Negation);

    private static bool StandsAt(List<string> words, int at, string[] phrase)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            if (at + i >= words.Count || words[at + i] != phrase[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string[][] Split(string phrases) =>
        [.. phrases.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split(' '))];
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Auditor.App.Report;

/// <summary>Text that is markup already.</summary>
internal readonly record struct Markup(string Text)
{
    public static Markup None { get; }

    /// <summary>A piece of markup to be put into another one.</summary>
    public static Markup Of(Action<Html> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        write(new(text));
        return new(text.ToString());
    }
}

/// <summary>
/// Writes markup from interpolated strings: what stands in the literal is markup, whatever stands in a hole is text and is escaped, so that
/// words from a call can never become part of the page.
/// </summary>
internal sealed class Html(TextWriter output)
{
    /// <summary>Letters of all languages as they are, signs of markup escaped.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private TextWriter Output { get; } = output;

    /// <param name="markup">Has written its parts already when this is called; a line end follows them.</param>
    public void Write([InterpolatedStringHandlerArgument("")] Handler markup) => Output.WriteLine();

    [InterpolatedStringHandler]
    public readonly struct Handler
    {
        private readonly TextWriter _output;

        /// <param name="literalLength">Passed by the compiler to every handler; the parts are written as they come.</param>
        /// <param name="formattedCount">As before.</param>
        public Handler(int literalLength, int formattedCount, Html html) => _output = html.Output;

        public void AppendLiteral(string markup) => _output.Write(markup);

        public void AppendFormatted(Markup markup) => _output.Write(markup.Text);

        public void AppendFormatted(string? text) => Encoder.Encode(_output, text ?? "");

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));
    }
}

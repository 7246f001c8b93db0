using System.Globalization;
using Auditor.App.Contract;
using Spectre.Console;

namespace Auditor.App.Terminal;

/// <summary>An evaluation, for reading.</summary>
internal static class EvaluationText
{
    private const int MaxWorst = 10;
    private const int MaxText = 80;

    public static void Write(EvaluationJson evaluation)
    {
        foreach (var report in evaluation.Reports)
        {
            Console.Out.WriteLine($"{report.File}: {report.Kind}, {report.Count} rows");
            WriteScores(report);
            foreach (var confusion in report.Confusions)
            {
                WriteConfusion(confusion);
            }

            WriteWorst(report);
        }

        foreach (var missed in evaluation.MissedFloors)
        {
            Console.Out.WriteLine($"Below its floor: {missed.Kind} {missed.Language} {missed.Label}: {missed.Measure} {Share(missed.Value)}, at least {Share(missed.Floor)}");
        }
    }

    private static void WriteScores(ReportJson report)
    {
        var table = Tables.New("language", "label", "n", "true", "precision (95 %)", "recall (95 %)", "F1", "avg precision", "calibration error");
        foreach (var s in report.Scores)
        {
            table.AddRow(
                new Text(s.Language), new Text(s.Label), Number(s.N), Number(s.Positives),
                new Text($"{Share(s.Precision)} ({Share(s.PrecisionLow)}–{Share(s.PrecisionHigh)})"),
                new Text($"{Share(s.Recall)} ({Share(s.RecallLow)}–{Share(s.RecallHigh)})"),
                new Text(Share(s.F1)), new Text(Share(s.AveragePrecision)), new Text(Share(s.CalibrationError)));
        }

        Tables.Write(table);
    }

    private static void WriteConfusion(ConfusionJson confusion)
    {
        Console.Out.WriteLine($"Truth (rows) and decision (columns), language {confusion.Language}:");
        var table = Tables.New(["", .. confusion.Labels]);
        foreach (var (row, counts) in confusion.Counts.Index())
        {
            table.AddRow([new Text(confusion.Labels[row]), .. counts.Select(Number)]);
        }

        Tables.Write(table);
    }

    private static void WriteWorst(ReportJson report)
    {
        if (report.Worst.Count > 0)
        {
            Console.Out.WriteLine("Worst errors:");
        }

        foreach (var worst in report.Worst.Take(MaxWorst))
        {
            var text = worst.Text.Length <= MaxText ? worst.Text : worst.Text[..MaxText] + "…";
            Console.Out.WriteLine($"  {worst.Id} ({worst.Language}): {worst.Truth}, read as {worst.Predicted}{(worst.Probability is null ? "" : " " + Share(worst.Probability))}: {text}");
        }

        Console.Out.WriteLine();
    }

    private static Text Number(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static string Share(double? share) => share is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : "–";
}

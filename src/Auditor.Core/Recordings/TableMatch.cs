namespace Auditor.Recordings;

/// <summary>Which row of a calls.csv belongs to which recording below its folder.</summary>
/// <remarks>The relative path decides; else a row belongs to a recording when one of the two paths is the end of the other
/// ("x.wav" for "calls/x.wav", "/spool/2026/x.wav" for "2026/x.wav") and no second row or recording has the same claim: a
/// number at the wrong call would be blocked in a stranger's name.</remarks>
internal static class TableMatch
{
    /// <param name="names">Paths of recordings relative to the table's folder, with forward slashes.</param>
    /// <returns>The row of each name that has one.</returns>
    public static Dictionary<string, TableRow> Match(CallsTable table, IReadOnlyList<string> names)
    {
        var exact = table.Rows.ToDictionary(row => row.File, StringComparer.Ordinal);
        var byBaseName = table.Rows.ToLookup(row => BaseName(row.File), StringComparer.Ordinal);
        var matched = new Dictionary<string, TableRow>(StringComparer.Ordinal);
        var claims = new List<(string Name, TableRow Row)>();
        foreach (var name in names)
        {
            var normal = name.Normalize();
            if (exact.TryGetValue(normal, out var row))
            {
                matched[name] = row;
            }
            else
            {
                claims.AddRange(byBaseName[BaseName(normal)].Where(r => IsEnd(r.File, normal) || IsEnd(normal, r.File)).Select(r => (name, r)));
            }
        }

        var taken = matched.Values.ToHashSet();
        claims.RemoveAll(claim => taken.Contains(claim.Row));
        var claimsPerRow = claims.CountBy(claim => claim.Row).ToDictionary();
        var claimsPerName = claims.CountBy(claim => claim.Name).ToDictionary();
        foreach (var (name, row) in claims)
        {
            if (claimsPerRow[row] == 1 && claimsPerName[name] == 1)
            {
                matched[name] = row;
            }
            else
            {
                table.Report(FailureCodes.FactsAmbiguousRow, $"line {row.Line}: may belong to {name} or to another call; not used");
            }
        }

        return matched;
    }

    /// <summary>Reports the rows whose recording is not there.</summary>
    public static void ReportMissing(CallsTable table, IEnumerable<TableRow> matched, IReadOnlyList<string> names, int maxListed)
    {
        var found = matched.ToHashSet();
        var baseNames = names.Select(name => BaseName(name.Normalize())).ToHashSet(StringComparer.Ordinal);
        var missing = table.Rows.Where(row => !found.Contains(row) && !baseNames.Contains(row.File)).ToList();
        foreach (var row in missing.Take(maxListed))
        {
            table.Report(FailureCodes.FactsNoRecording, $"line {row.Line}: {row.File} is not here");
        }

        if (missing.Count > maxListed)
        {
            table.Report(FailureCodes.FactsNoRecording, $"{missing.Count - maxListed} more rows name files that are not here");
        }
    }

    private static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool IsEnd(string end, string path) =>
        path.Length > end.Length && path.EndsWith(end, StringComparison.Ordinal) && path[path.Length - end.Length - 1] == '/';
}

using Microsoft.VisualBasic.FileIO;
using MlopsInfra.Formats.Files;

namespace MlopsInfra.Cli.Simulating;

/// <summary>The rows that traffic is drawn from.</summary>
/// <param name="Rows">The rows; one at least.</param>
/// <param name="Spreads">Standard deviation of each feature that is a number.</param>
/// <param name="Digits">Most digits behind the dot of each of them.</param>
internal sealed record ReferenceData(IReadOnlyList<ReferenceRow> Rows, IReadOnlyDictionary<string, double> Spreads,
    IReadOnlyDictionary<string, int> Digits)
{
    /// <summary>Reads CSV files with a line of heads.</summary>
    /// <param name="path">A file, or a folder whose <c>*.csv</c> are read.</param>
    /// <param name="contract">What they have to have.</param>
    /// <exception cref="CliException">There is none, or something in it is wrong.</exception>
    public static ReferenceData Read(string path, DataContract contract)
    {
        List<string> files = File.Exists(path) ? [path] : Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.csv").Order(StringComparer.Ordinal)]
            : throw Wrong("DataNotFound", $"There is no file or folder '{path}' to draw rows from; --data names one.");
        // A pipe that is named is read (`--data <(...)`); one that lies among the files is there by mistake.
        if (!File.Exists(path)) files.ForEach(FileNode.RefuseSpecial);
        var rows = files.SelectMany(file => RowsOf(file, contract)).ToList();
        if (rows.Count == 0) throw Wrong("DataNotFound", $"There is no row in '{path}': CSV with a line of heads is expected.");
        var (spreads, digits) = (new Dictionary<string, double>(), new Dictionary<string, int>());
        foreach (var (name, feature) in contract.Features.Where(each => !each.Value.IsCategory))
        {
            var texts = rows.Select(row => row.Values.GetValueOrDefault(name)).OfType<string>().ToList();
            var numbers = texts.Select(text => Numbers.TryRead(text, out var number) ? number : 0).ToList();
            var mean = numbers.DefaultIfEmpty().Average();
            spreads[name] = numbers.Count < 2
                ? 0 : Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Count - 1));
            digits[name] = feature.Type == "integer" ? 0 : texts.Select(Numbers.Digits).DefaultIfEmpty().Max();
        }

        return new ReferenceData(rows, spreads, digits);
    }

    private static IEnumerable<ReferenceRow> RowsOf(string file, DataContract contract)
    {
        using var parser = new TextFieldParser(file) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        var heads = parser.ReadFields() ?? [];
        var missing = contract.Features.Keys.Append(contract.Label).Except(heads, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw Wrong("InvalidData",
                $"{file}: has no column {string.Join(", ", missing)}, which {contract.File} names. It has "
                + $"{string.Join(", ", heads)}.");
        }

        while (!parser.EndOfData)
        {
            var line = parser.LineNumber;
            var fields = Fields(parser, file, line);
            if (fields.Length != heads.Length)
            {
                throw Wrong("InvalidData",
                    $"{file}, line {line}: has {fields.Length} values, and there are {heads.Length} heads.");
            }

            var values = heads.Zip(fields).Where(each => each.Second.Length > 0)
                .ToDictionary(each => each.First, each => each.Second, StringComparer.Ordinal);
            Check(values, contract, file, line);
            yield return new ReferenceRow(values, values.GetValueOrDefault(contract.Label));
        }
    }

    private static string[] Fields(TextFieldParser parser, string file, long line)
    {
        try
        {
            return parser.ReadFields() ?? [];
        }
        catch (MalformedLineException exception)
        {
            throw Wrong("InvalidData", $"{file}, line {line}: is no line of CSV ({exception.Message}).");
        }
    }

    private static void Check(Dictionary<string, string> values, DataContract contract, string file, long line)
    {
        var numbers = contract.Features.Where(each => each.Value.IsNumber).Select(each => each.Key).Append(contract.Label);
        foreach (var name in numbers)
        {
            if (values.TryGetValue(name, out var text) && !Numbers.TryRead(text, out _))
                throw Wrong("InvalidData", $"{file}, line {line}: {name} is '{text}'; a number is expected, or nothing.");
        }
    }

    private static CliException Wrong(string code, string message) => new(ExitCode.Failed, code, message);
}

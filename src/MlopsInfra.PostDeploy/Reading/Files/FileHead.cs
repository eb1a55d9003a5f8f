using System.Buffers;
using System.Text.RegularExpressions;
using MlopsInfra.Formats.Files;

namespace MlopsInfra.PostDeploy.Reading.Files;

/// <summary>
/// The top-level keys of a YAML file, found line by line without parsing it: a tree of thousands of files is searched for a name
/// in the time that parsing a few of them takes.
/// </summary>
internal sealed partial class FileHead
{
    // A name stands near the top. Whatever a file holds beyond that is not looked through.
    private const int MaxCharacters = 256 * 1024;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private FileHead(string path)
    {
        Path = path;
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Whether the keys are all there are; false for a form that only a parser understands.</summary>
    public bool IsCertain { get; private set; } = true;

    /// <summary>Reads a file; one that can't be read has no keys.</summary>
    /// <param name="path">Full path.</param>
    public static FileHead Of(string path)
    {
        var head = new FileHead(path);
        try
        {
            using var file = new StreamReader(OrdinaryFile.Open(path));
            // A file of one endless line is read no further either.
            using var reader = new StringReader(Start(file));
            head.Read(reader);
        }
        catch (IOException)
        {
            // Who looks for a name does not ask why some other file can't be read.
            head._values.Clear();
        }

        return head;
    }

    /// <summary>Whether the file may have a top-level key.</summary>
    public bool MayHave(string key) => !IsCertain || _values.ContainsKey(key);

    /// <summary>The word behind a key; null if there is none, or if it can't be told without a parser.</summary>
    public string? Word(string key) =>
        _values.TryGetValue(key, out var value) && Plain().Match(value) is { Success: true } match
            ? match.Groups["word"].Value : null;

    private static string Start(StreamReader file)
    {
        var start = ArrayPool<char>.Shared.Rent(MaxCharacters);
        var text = new string(start, 0, file.ReadBlock(start, 0, MaxCharacters));
        ArrayPool<char>.Shared.Return(start);
        return text;
    }

    private void Read(StringReader reader)
    {
        var indentation = -1;
        while (reader.ReadLine() is { } line)
        {
            var text = line.AsSpan().TrimStart();
            if (text.IsEmpty || text[0] is '#' or '%' || line.AsSpan().TrimEnd() is "---") continue;
            var column = line.Length - text.Length;
            var match = Key().Match(line, column);
            if (indentation < 0)
            {
                indentation = column;
                if (!match.Success) IsCertain = false;
            }

            if (!IsCertain) return;
            if (column != indentation) continue;
            // What a merge key stands for is written elsewhere.
            if (text.StartsWith("<<", StringComparison.Ordinal)) IsCertain = false;
            else if (match.Success) _values.TryAdd(match.Groups["key"].Value, match.Groups["value"].Value);
        }
    }

    [GeneratedRegex("""\G(?<quote>["']?)(?<key>[\w$.-]+)\k<quote>[ \t]*:([ \t]+(?<value>.*))?$""")]
    private static partial Regex Key();

    [GeneratedRegex("""^(?<quote>["']?)(?<word>[^\s"'#&*!|>{}\[\],]+)\k<quote>[ \t]*([ \t]#.*)?$""")]
    private static partial Regex Plain();
}

using System.Text;
using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;

/// <summary>How the words of an instruction are taken apart: quotes, escapes and variables, as Docker does it.</summary>
/// <param name="escape">The escape character of the Dockerfile.</param>
internal sealed class DockerWords(char escape)
{
    // More than anybody writes; without an end they would use up the stack.
    private const int DeepestNesting = 100;

    /// <summary>The JSON form of an instruction, <c>["a", "b"]</c>; null where it is not in that form.</summary>
    /// <param name="text">What stands behind the keyword.</param>
    public static IReadOnlyList<string>? JsonForm(string text)
    {
        if (!text.StartsWith('[')) return null;
        try
        {
            return StrictJson.Deserialize<string[]>(text) is { } words && words.All(word => word is not null) ? words : null;
        }
        catch (JsonException)
        {
            // Docker takes what is no list of texts for the other form.
            return null;
        }
    }

    /// <summary>Words between blanks; quotes and escapes stay in them.</summary>
    /// <param name="text">What stands behind the keyword.</param>
    public IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (quote == '\0' && char.IsWhiteSpace(character))
            {
                if (word.Length > 0) words.Add(word.ToString());
                word.Clear();
                continue;
            }

            word.Append(character);
            if (character == escape && quote != '\'' && at + 1 < text.Length) word.Append(text[++at]);
            else if (quote == '\0' && character is '"' or '\'') quote = character;
            else if (character == quote) quote = '\0';
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

    /// <summary>The pairs of ENV, LABEL and ARG, as they are written.</summary>
    /// <param name="instruction">The instruction.</param>
    public IReadOnlyList<(string Name, string Value)> Pairs(DockerInstruction instruction)
    {
        var words = Split(instruction.Arguments);
        if (words.Count == 0)
            throw DockerfileException.At(instruction.Line, $"{instruction.Keyword} requires at least one argument");
        if (!words[0].Contains('=', StringComparison.Ordinal))
        {
            // The old form has one name, and all behind it is the value.
            var blank = instruction.Arguments.IndexOfAny([' ', '\t']);
            if (blank < 0)
                throw DockerfileException.At(instruction.Line, $"{instruction.Keyword} must have two arguments");
            return [(instruction.Arguments[..blank], instruction.Arguments[blank..].Trim())];
        }

        return [.. words.Select(word =>
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                throw DockerfileException.At(instruction.Line,
                    $"Syntax error - can't find = in \"{word}\". Must be of the form: name=value");
            if (equals == 0) throw DockerfileException.At(instruction.Line, $"{instruction.Keyword} names can not be blank");
            return (word[..equals], word[(equals + 1)..]);
        })];
    }

    /// <summary>A word without its quotes and escapes, its variables replaced.</summary>
    /// <param name="word">The word.</param>
    /// <param name="line">Its line, for messages.</param>
    /// <param name="value">The value of a variable; null where it has none.</param>
    public string Expand(string word, int line, Func<string, string?> value) => Expand(word, line, value, 0);

    private string Expand(string word, int line, Func<string, string?> value, int depth)
    {
        if (depth > DeepestNesting)
            throw DockerfileException.At(line, $"a substitution is nested more than {DeepestNesting} deep");
        var result = new StringBuilder();
        for (var at = 0; at < word.Length;)
        {
            var character = word[at];
            switch (character)
            {
                case '\'':
                    var end = word.IndexOf('\'', at + 1);
                    if (end < 0) throw Unclosed(line, "single-quote");
                    result.Append(word, at + 1, end - at - 1);
                    at = end + 1;
                    break;
                case '"':
                    at = ExpandQuoted(word, at + 1, line, value, result, depth);
                    break;
                case '$':
                    at = ExpandVariable(word, at, line, value, result, depth);
                    break;
                default:
                    // An escape at the very end is taken as it is.
                    if (character == escape && at + 1 < word.Length) at++;
                    result.Append(word[at++]);
                    break;
            }
        }

        return result.ToString();
    }

    private int ExpandQuoted(string word, int at, int line, Func<string, string?> value, StringBuilder result,
        int depth)
    {
        while (at < word.Length && word[at] != '"')
        {
            if (word[at] == '$')
            {
                at = ExpandVariable(word, at, line, value, result, depth);
                continue;
            }

            // In double quotes only these are escaped.
            if (word[at] == escape && at + 1 < word.Length && (word[at + 1] is '"' or '$' || word[at + 1] == escape)) at++;
            result.Append(word[at++]);
        }

        return at < word.Length ? at + 1 : throw Unclosed(line, "double-quote");
    }

    private int ExpandVariable(string word, int at, int line, Func<string, string?> value, StringBuilder result,
        int depth)
    {
        if (at + 1 < word.Length && word[at + 1] == '{')
        {
            var end = Closing(word, at + 2);
            if (end < 0) throw DockerfileException.At(line, "syntax error: missing '}'");
            result.Append(Braced(word[(at + 2)..end], line, value, depth));
            return end + 1;
        }

        var stop = at + 1;
        while (stop < word.Length && (char.IsAsciiLetterOrDigit(word[stop]) || word[stop] == '_')) stop++;
        if (stop == at + 1) result.Append('$');
        else result.Append(value(word[(at + 1)..stop]));
        return stop;
    }

    private string Braced(string text, int line, Func<string, string?> value, int depth)
    {
        var stop = 0;
        while (stop < text.Length && (char.IsAsciiLetterOrDigit(text[stop]) || text[stop] == '_')) stop++;
        var (name, modifier) = (text[..stop], text[stop..]);
        if (name.Length == 0) throw DockerfileException.At(line, "syntax error: bad substitution");
        var current = value(name);
        if (modifier.Length == 0) return current ?? "";
        if (modifier == ":") throw DockerfileException.At(line, "syntax error: missing modifier behind ':' in substitution");
        var isColon = modifier[0] == ':';
        var isSet = isColon ? !string.IsNullOrEmpty(current) : current is not null;
        var word = modifier[(isColon ? 2 : 1)..];
        return modifier[isColon ? 1 : 0] switch
        {
            '-' => isSet ? current! : Expand(word, line, value, depth + 1),
            '+' => isSet ? Expand(word, line, value, depth + 1) : "",
            '?' => isSet ? current! : throw DockerfileException.At(line, $"{name}: {Expand(word, line, value, depth + 1)}"),
            _ => throw DockerfileException.At(line, $"unsupported modifier ({modifier[0]}) in substitution"),
        };
    }

    private static int Closing(string word, int at)
    {
        for (var depth = 1; at < word.Length; at++)
        {
            if (word[at] == '{') depth++;
            else if (word[at] == '}' && --depth == 0) return at;
        }

        return -1;
    }

    private static DockerfileException Unclosed(int line, string quote) => DockerfileException.At(line,
        $"unexpected end of statement while looking for matching {quote}");
}

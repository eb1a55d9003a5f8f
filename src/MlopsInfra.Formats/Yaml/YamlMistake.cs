using System.Text.RegularExpressions;
using SharpYaml;

namespace MlopsInfra.Formats.Yaml;

/// <summary>What the parser says of a text that is no YAML, in terms of what its author wrote.</summary>
internal static partial class YamlMistake
{
    /// <param name="exception">What the parser says.</param>
    /// <param name="source">The text.</param>
    /// <param name="bracket">The bracket or brace that was open; null if none was.</param>
    public static YamlFinding Of(YamlException exception, YamlSource source, Mark? bracket)
    {
        var message = Places().Replace(exception.Message, "").TrimEnd('.');
        if (message.Contains("quoted scalar", StringComparison.Ordinal)
            && message.Contains("end of stream", StringComparison.Ordinal))
            return source.Locate(exception.Start, "not valid YAML: the quote is not closed");

        if (message.Contains("cannot start any token", StringComparison.Ordinal))
        {
            var first = source.Text[exception.Start.Index];
            var why = first == '\t' ? "a tab can't stand here: use spaces"
                : $"'{first}' can't begin a value: write the value in quotes";
            return source.Locate(exception.Start, $"not valid YAML: {why}");
        }

        if (message.Contains("nesting depth", StringComparison.Ordinal))
        {
            return source.Locate(exception.Start,
                $"not valid YAML: lists and mappings stand more than {YamlLimits.Depth} levels deep in each other");
        }

        // Some of its errors begin where the enclosing block does: the end is nearer to the mistake.
        var at = exception.End.Line > exception.Start.Line ? exception.End : exception.Start;
        if (message.StartsWith("Mapping values are not allowed", StringComparison.Ordinal))
            message = "a key can't stand here: its indentation is wrong, or it is part of a text that needs quotes";
        else if (message.Contains("Unicode character escape", StringComparison.Ordinal))
            message = "this escape in the quotes stands for no character";
        else if (message.EndsWith("did not find expected key", StringComparison.Ordinal))
            message = "expected a key with the indentation of those above";
        if (bracket is not { } open || !message.Contains("did not find expected ','", StringComparison.Ordinal))
            return source.Locate(at, $"not valid YAML: {message}");
        var closing = source.Text[open.Index] == '[' ? "]" : "}";
        return source.Locate(at, $"not valid YAML: expected ',' or '{closing}', as the "
            + $"'{source.Text[open.Index]}' of line {open.Line + 1} is still open");
    }

    // The parser's own form of the place, with lines from 0.
    [GeneratedRegex(@"\(Lin: \d+, Col: \d+, Chr: \d+\)( - )?:? ?")]
    private static partial Regex Places();
}

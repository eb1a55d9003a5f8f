using System.Text;

namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>Cuts a <c>$filter</c> into words: texts in quotes, brackets, commas, and everything else up to a space.</summary>
internal static class FilterLexer
{
    /// <summary>The words of a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <exception cref="FilterSyntaxException">A quote is not closed.</exception>
    public static IReadOnlyList<FilterToken> Read(string filter)
    {
        var tokens = new List<FilterToken>();
        for (var at = 0; at < filter.Length;)
        {
            var character = filter[at];
            if (char.IsWhiteSpace(character)) at++;
            else if (character == '\'') tokens.Add(new FilterToken(Quoted(filter, ref at), IsQuoted: true));
            else if (IsMark(character)) tokens.Add(new FilterToken(filter[at++].ToString(), IsQuoted: false));
            else tokens.Add(new FilterToken(Word(filter, ref at), IsQuoted: false));
        }

        return tokens;
    }

    // Two quotes in a text are one of the text.
    private static string Quoted(string filter, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < filter.Length; at++)
        {
            if (filter[at] != '\'')
            {
                text.Append(filter[at]);
            }
            else if (at + 1 < filter.Length && filter[at + 1] == '\'')
            {
                text.Append('\'');
                at++;
            }
            else
            {
                at++;
                return text.ToString();
            }
        }

        throw new FilterSyntaxException("a quote is not closed");
    }

    private static string Word(string filter, ref int at)
    {
        var start = at;
        while (at < filter.Length && !char.IsWhiteSpace(filter[at]) && filter[at] != '\'' && !IsMark(filter[at])) at++;
        return filter[start..at];
    }

    private static bool IsMark(char character) => character is '(' or ')' or ',';
}

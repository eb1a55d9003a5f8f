using System.Text;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

/// <summary>Takes a filter apart into words.</summary>
internal static class FilterReader
{
    private static readonly string[] Symbols = ["!=", ">=", "<=", "=", ">", "<", "(", ")", ","];

    /// <summary>The words of a filter, or of one key of order_by.</summary>
    /// <exception cref="TrackingException">A quote is not closed.</exception>
    public static List<FilterToken> Read(string text)
    {
        var tokens = new List<FilterToken>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (IsQuote(text[at]))
            {
                tokens.Add(new FilterToken(FilterTokenKind.Quoted, Quoted(text, ref at)));
            }
            else if (Symbol(text, at) is { } symbol)
            {
                tokens.Add(new FilterToken(FilterTokenKind.Symbol, symbol));
                at += symbol.Length;
            }
            else
            {
                tokens.Add(new FilterToken(FilterTokenKind.Word, Word(text, ref at)));
            }
        }

        return tokens;
    }

    // A key may be quoted behind its entity: tags."mlflow.user", params.`max depth`.
    private static string Word(string text, ref int at)
    {
        var word = new StringBuilder();
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            if (IsQuote(text[at]) && word.Length > 0 && word[^1] == '.')
                return word.Append(Quoted(text, ref at)).ToString();
            if (IsQuote(text[at]) || "=<>!(),".Contains(text[at], StringComparison.Ordinal)) break;
            word.Append(text[at++]);
        }

        // An exclamation mark by itself is neither symbol nor word.
        return word.Length > 0 ? word.ToString() : throw Invalid(text);
    }

    private static string Quoted(string text, ref int at)
    {
        var quote = text[at++];
        var value = new StringBuilder();
        while (at < text.Length)
        {
            var current = text[at++];
            if (current == '\\' && at < text.Length && (text[at] == quote || text[at] == '\\')) value.Append(text[at++]);
            else if (current != quote) value.Append(current);
            else if (at < text.Length && text[at] == quote) value.Append(text[at++]);
            else return value.ToString();
        }

        throw Invalid(text);
    }

    private static bool IsQuote(char character) => character is '\'' or '"' or '`';

    private static string? Symbol(string text, int at) =>
        Array.Find(Symbols, symbol => text.AsSpan(at).StartsWith(symbol, StringComparison.Ordinal));

    private static TrackingException Invalid(string text) =>
        TrackingException.Invalid($"Invalid filter: '{text}' can't be read.");
}

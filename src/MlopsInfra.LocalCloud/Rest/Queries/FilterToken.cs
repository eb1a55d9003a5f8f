namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>A word of a <c>$filter</c>.</summary>
/// <param name="Text">The word, without its quotes.</param>
/// <param name="IsQuoted">Whether it stood in quotes.</param>
internal readonly record struct FilterToken(string Text, bool IsQuoted)
{
    /// <summary>Whether it is a word of the language, or a mark.</summary>
    public bool Is(string word) => !IsQuoted && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

namespace MlopsInfra.Review.Templates;

/// <summary>Names of a program as names of a template.</summary>
internal static class TemplateWords
{
    /// <summary>
    /// Words joined, each but the first with a capital: <c>mlops-storage-account</c> becomes <c>mlopsStorageAccount</c>.
    /// </summary>
    /// <param name="text">The words, with anything between them that is no letter and no digit.</param>
    public static string Camel(string text)
    {
        var words = text.Split([.. text.Where(character => !char.IsAsciiLetterOrDigit(character)).Distinct()],
            StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, i) => i == 0 ? word : Capital(word)));
    }

    /// <summary>A word with a capital.</summary>
    /// <param name="word">The word.</param>
    public static string Capital(string word) => word.Length == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word.AsSpan(1)}";
}

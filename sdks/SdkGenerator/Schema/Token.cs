namespace SdkGenerator.Schema;

/// <summary>
/// A token <c>PACKAGE:MODULE:NAME</c>. Bridged packages add a file to the module (<c>github:index/team:Team</c>), which
/// plays no part in C#.
/// </summary>
internal readonly record struct Token(string Package, string Module, string Name)
{
    /// <summary>Takes a token apart.</summary>
    /// <exception cref="SchemaException">It has not three parts.</exception>
    public static Token Parse(string token)
    {
        var parts = token.Split(':');
        if (parts.Length != 3 || parts.Any(string.IsNullOrEmpty))
            throw new SchemaException($"'{token}' is no token: three parts are expected, PACKAGE:MODULE:NAME.");
        return new Token(parts[0], parts[1].Split('/')[0], parts[2]);
    }

    /// <summary>The token that a <c>$ref</c> to a type of the same package names; null for other references.</summary>
    public static string? OfTypeReference(string reference)
    {
        const string prefix = "#/types/";
        return reference.StartsWith(prefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(reference[prefix.Length..]) : null;
    }
}

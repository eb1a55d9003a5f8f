using System.Collections.Immutable;
using SdkGenerator.Schema;

namespace SdkGenerator.Subset;

/// <summary>A file of resource and function tokens, one a line; <c>#</c> begins a comment.</summary>
internal static class TokenList
{
    /// <summary>Reads the tokens with their line numbers.</summary>
    /// <exception cref="SchemaException">There is no such file, or it has no tokens, or one of them twice.</exception>
    public static ImmutableArray<(string Token, int Line)> Read(string path)
    {
        ImmutableArray<(string Token, int Line)> tokens =
        [
            .. SchemaFile.ReadLines(path)
                .Select((line, index) => (Token: line.Split('#')[0].Trim(), Line: index + 1))
                .Where(entry => entry.Token.Length > 0),
        ];
        if (tokens.IsEmpty)
            throw new SchemaException($"{path}: no tokens; name one resource or function a line.");
        if (tokens.GroupBy(entry => entry.Token).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SchemaException($"{path}({twice.Last().Line}): '{twice.Key}' is already on line {twice.First().Line}.");
        return tokens;
    }
}

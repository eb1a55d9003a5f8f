using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>A mistake by Microsoft's types that is none, or is not ours to mend: <c>exceptions.json</c>.</summary>
/// <param name="Type">The ARM type.</param>
/// <param name="Path">The path, without the numbers of list items.</param>
/// <param name="Kind">What kind of mistake it is said to be.</param>
/// <param name="Reason">Why it stays.</param>
internal sealed partial record ListedException(string Type, string Path, MistakeKind Kind, string Reason)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ListedException> All { get; } = Read();

    /// <summary>Whether it is about this mistake.</summary>
    public bool Covers(DeclaredBody body, BodyMistake mistake) =>
        Type.Equals(body.Type, StringComparison.OrdinalIgnoreCase) && Kind == mistake.Kind
            && Path == Number().Replace(mistake.Path, "[]");

    private static List<ListedException> Read()
    {
        using var file =
            JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "exceptions.json")));
        return
        [
            .. file.RootElement.GetProperty("exceptions").EnumerateArray().Select(entry => new ListedException(
                entry.GetProperty("type").GetString()!, entry.GetProperty("path").GetString()!,
                Enum.Parse<MistakeKind>(entry.GetProperty("kind").GetString()!), entry.GetProperty("reason").GetString()!)),
        ];
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Number();
}

using System.Text.Json;

namespace MlopsInfra.Cli.Tests;

/// <summary>The keys of a JSON document in their order, without the values: <c>{stack,steps:[{op,type}]}</c>.</summary>
internal static class JsonShape
{
    // The stack's outputs are the program's, not the command's.
    private const string Free = "outputs";

    public static string Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().Select(Member))}}}",
        JsonValueKind.Array => $"[{string.Join('|', element.EnumerateArray().Select(Of).Distinct())}]",
        _ => "",
    };

    private static string Member(JsonProperty member)
    {
        var value = member.Name == Free ? "{}" : Of(member.Value);
        return value.Length == 0 ? member.Name : $"{member.Name}:{value}";
    }
}

using System.Text.Json;
using YamlDotNet.Serialization;

namespace MlopsInfra.Stacks.Tests;

/// <summary>Reads a committed stack file as Pulumi hands it to the program.</summary>
internal static class StackFile
{
    private static readonly Dictionary<string, string> Tokens =
        new() { ["GITHUB_TOKEN"] = "t", ["AZDO_PERSONAL_ACCESS_TOKEN"] = "t" };

    public static string Root { get; } = Repository.Root;

    public static RawConfiguration Read(string stack)
    {
        var yaml = File.ReadAllText(Path.Combine(Root, $"Pulumi.{stack}.yaml"));
        var file = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize<Dictionary<string, Dictionary<string, object>>>(yaml);
        var values = file["config"].ToDictionary(entry => entry.Key,
            entry => entry.Value as string ?? JsonSerializer.Serialize(entry.Value));
        return RawConfiguration.Parse("mlops-infra", stack, JsonSerializer.Serialize(values), null) with
        {
            Variable = Tokens.GetValueOrDefault, Clock = new FixedClock(),
        };
    }
}

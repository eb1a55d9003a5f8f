using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class AnswerScenarios
{
    /// <summary>Prints what one resource's outputs became of the engine's answer.</summary>
    public static async Task Answers()
    {
        var r = new R("r", new RArgs { Name = "x", Count = 1 });
        await PrintAsync("name", r.Name);
        await PrintAsync("count", r.Count);
        await PrintAsync("computed", r.Computed);
        await PrintAsync("list", r.List.Apply(list => list.IsDefault ? "default" : string.Join(",", list)));
        await PrintAsync("tags", r.Tags.Apply(tags => tags is null ? "null" : string.Join(",", tags.Keys.Order())));
        await PrintAsync("id", r.Id);
        var dependencies = await Utilities.OutputUtilities.GetDependenciesAsync(r.Name);
        var urns = await Task.WhenAll(dependencies.Select(item => Utilities.OutputUtilities.GetValueAsync(item.Urn)));
        Console.WriteLine($"name depends on {string.Join(" ", urns.Order())}");
    }

    private static async Task PrintAsync<T>(string label, Output<T> output)
    {
        var isKnown = await Utilities.OutputUtilities.GetIsKnownAsync(output);
        var isSecret = await Output.IsSecretAsync(output);
        var value = await Utilities.OutputUtilities.GetValueAsync(output);
        Console.WriteLine($"{label}={(isKnown ? $"'{value}'" : "unknown")}{(isSecret ? " secret" : "")}");
    }
}

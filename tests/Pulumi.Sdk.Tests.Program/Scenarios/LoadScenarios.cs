using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

/// <summary>Many resources: for measuring, and for what only shows with many calls at once.</summary>
internal static class LoadScenarios
{
    public static void Many(int count)
    {
        for (var index = 0; index < count; index++)
            _ = new R($"r{index}", Args(index, $"name-{index}"));
    }

    public static void Chain(int count)
    {
        Input<string> name = "first";
        for (var index = 0; index < count; index++)
            name = new R($"r{index}", Args(index, name)).Id;
    }

    private static RArgs Args(int index, Input<string> name) => new()
    {
        Name = name,
        Count = index,
        Flag = true,
        Tags = { ["environment"] = "dev", ["owner"] = "team" },
        List = { "one", "two", "three" },
        Nested = new NestedArgs { Key = "key", Flag = true },
    };
}

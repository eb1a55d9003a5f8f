using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class ErrorScenarios
{
    public static void Throws() => throw new InvalidOperationException("the program broke");

    public static void RunError() => throw new RunException("only this");

    public static async Task ResourceError()
    {
        var r = new R("r", new RArgs { Name = "x" });
        await Utilities.OutputUtilities.GetValueAsync(r.Urn);
        throw new ResourceException("about r", r, hideStack: true);
    }

    public static void LogError()
    {
        Log.Error("something is wrong");
        _ = new R("r", new RArgs { Name = "x" });
    }

    public static IDictionary<string, object?> UnsupportedValue() => new Dictionary<string, object?> { ["big"] = 1L };
}

using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class ReadScenarios
{
    public static IDictionary<string, object?> Read()
    {
        var got = new R("got", new RArgs { Name = "hint" }, new() { Id = "the-id" });
        _ = new R("dep", new RArgs { Name = got.Name });
        var byUrn = new R("byurn", null, new() { Urn = "urn:pulumi:dev::proj::t:m:R::dep" });
        return new Dictionary<string, object?>
        {
            ["id"] = got.Id,
            ["n"] = got.Name,
            ["byurn"] = byUrn.Name,
            ["byurnid"] = byUrn.Id,
        };
    }

    public static IDictionary<string, object?> StackReferences()
    {
        var other = new StackReference("org/other/prod");
        _ = new StackReference("named", new StackReferenceArgs { Name = "org/p/s" });
        _ = new R("u", new RArgs { Name = other.RequireOutput("host").Apply(host => (string)host) });
        return new Dictionary<string, object?>
        {
            ["h"] = other.GetOutput("host"),
            ["pw"] = other.GetOutput("pw"),
            ["missing"] = other.GetOutput("nope"),
        };
    }
}

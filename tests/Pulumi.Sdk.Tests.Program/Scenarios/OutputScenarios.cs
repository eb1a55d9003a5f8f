using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class OutputScenarios
{
    public static IDictionary<string, object?> Outputs()
    {
        var a = new R("a", new RArgs { Name = "x", Count = 3 });
        var b = new R("b", new RArgs { Name = Output.CreateSecret("pw") });
        return new Dictionary<string, object?>
        {
            ["plain"] = "text",
            ["num"] = 5,
            ["dbl"] = 1.5,
            ["flag"] = true,
            ["nothing"] = null,
            ["list"] = new[] { "a", "b" },
            ["emptyList"] = Array.Empty<string>(),
            ["map"] = new Dictionary<string, object?> { ["k"] = 1, ["o"] = a.Name, ["n"] = null },
            ["name"] = a.Name,
            ["id"] = a.Id,
            ["urn"] = a.Urn,
            ["secret"] = b.Name,
            ["res"] = a,
        };
    }

    public static IDictionary<string, object?> Secrets()
    {
        var secret = Output.CreateSecret("pw");
        var a = new R("a", new RArgs
        {
            Name = secret,
            Tags = { ["x"] = secret, ["y"] = "clear" },
            List = { "l", secret },
            Nested = new NestedArgs { Key = secret, Flag = true },
        });
        var b = new R("b", new RArgs { Name = a.Name });
        return new Dictionary<string, object?>
        {
            ["sec"] = secret,
            ["fromRes"] = b.Name,
            ["nested"] =
                a.Nested.Apply(nested => new Dictionary<string, object?> { ["key"] = nested.Key, ["flag"] = nested.Flag }),
        };
    }

    /// <summary>A resource and a component as values (protocol G1).</summary>
    public static IDictionary<string, object?> References()
    {
        var component = new Leafy("comp");
        return new Dictionary<string, object?> { ["custom"] = new R("a", new RArgs { Name = "x" }), ["component"] = component };
    }
}

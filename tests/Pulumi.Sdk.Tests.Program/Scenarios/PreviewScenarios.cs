using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class PreviewScenarios
{
    public static IDictionary<string, object?> Preview()
    {
        var a = new R("a", new RArgs { Name = "x", Count = 1 });
        a.Name.Apply(name =>
        {
            Console.WriteLine($"name apply ran with {name}");
            return name;
        });
        a.Computed.Apply(computed =>
        {
            Console.WriteLine($"computed apply ran with {computed}");
            return computed;
        });
        _ = new R("b", new RArgs
        {
            Name = a.Computed,
            Count = a.Count,
            Link = Output.Format($"p-{a.Name}"),
            List = { a.Name, a.Computed },
            Nested = new NestedArgs { Key = a.Computed, Flag = true },
            Tags = { ["id"] = a.Id, ["known"] = "k" },
        });
        var provider = new Prov("p", new ProvArgs { Region = a.Computed });
        _ = new R("c", new RArgs { Name = "x" }, new() { Provider = provider });
        var skipped = Deployment.Instance.Invoke<ThingResult>("t:m:getThing", new ThingInvokeArgs { Q = a.Computed });
        _ = new R("d", new RArgs { Name = skipped.Apply(result => result.Q!), Link = a.Computed });
        return new Dictionary<string, object?>
        {
            ["id"] = a.Id,
            ["name"] = a.Name,
            ["c"] = a.Computed,
            ["list"] = new object[] { "k", a.Computed },
            ["sec"] = Output.CreateSecret(a.Computed),
        };
    }

    public static IDictionary<string, object?> Failure()
    {
        var bad = new R("bad", new RArgs { Name = "x" });
        _ = new R("after", new RArgs { Name = "z" }, new() { DependsOn = { bad } });
        _ = new R("indep", new RArgs { Name = "y" });
        return new Dictionary<string, object?> { ["bad"] = bad.Name };
    }
}

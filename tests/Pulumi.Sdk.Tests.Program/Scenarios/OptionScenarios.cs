using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class OptionScenarios
{
    private const string Stack = "urn:pulumi:dev::proj::";

    public static void Options()
    {
        var dep = new R("dep", new RArgs { Name = "d" });
        var par = new Leafy("par");
        _ = new R("main", new RArgs { Name = "x" }, new()
        {
            Protect = true,
            RetainOnDelete = true,
            DeleteBeforeReplace = true,
            DependsOn = { dep },
            IgnoreChanges = { "name", "tags[\"a\"]" },
            ReplaceOnChanges = { "count" },
            HideDiffs = { "name" },
            AdditionalSecretOutputs = { "link" },
            CustomTimeouts = new()
            {
                Create = TimeSpan.FromMinutes(5),
                Update = TimeSpan.FromSeconds(90),
                Delete = TimeSpan.FromSeconds(1.5),
            },
            DeletedWith = dep,
            ReplaceWith = { dep },
            ReplacementTrigger = "trig",
            Aliases =
            {
                new Alias { Name = "old" },
                new Alias { Urn = Stack + "t:m:R::ancient" },
                new Alias { Type = "t:m:Old" },
                new Alias { NoParent = true },
                new Alias { ParentUrn = Stack + "t:c:Leafy::px" },
                new Alias { Stack = "s2", Project = "p2" },
                new Alias { Parent = par },
            },
        });
        _ = new R("imp", new RArgs { Name = "x" }, new() { ImportId = "ext-id" });
        _ = new R("f1", new RArgs { Name = "x" }, new() { Protect = false, RetainOnDelete = false, DeleteBeforeReplace = false });
        _ = new R("none", new RArgs { Name = "x" });
        InheritedAliases();
    }

    public static void InheritedAliases()
    {
        var renamed = new Leafy("newname", new() { Aliases = { new Alias { Name = "oldname" } } });
        _ = new R("newname-kid", new RArgs { Name = "x" }, new() { Parent = renamed });
    }

    public static void DeletedWith()
    {
        var dep = new R("dep", new RArgs { Name = "d" });
        _ = new R("main", new RArgs { Name = "x" }, new() { DeletedWith = dep });
    }
}

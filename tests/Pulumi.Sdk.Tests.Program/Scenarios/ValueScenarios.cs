using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class ValueScenarios
{
    public static void Values()
    {
        _ = new R("v", new RArgs
        {
            Name = "",
            Count = int.MaxValue,
            Double = 0.1,
            Flag = false,
            Date = "2024-01-02T03:04:05.0000000Z",
            Unicode = "snow \u2603 \u0000 end",
            Enum = Size.Big,
            Number = Level.High,
            Union = "str",
            Nested = new NestedArgs(),
            NestedList = { new NestedArgs { Key = "k1" }, new NestedArgs { Flag = false } },
            ListOfLists = new InputList<ImmutableArray<string>> { ImmutableArray.Create("i", "j") },
            Json = ImmutableDictionary<string, object>.Empty.Add("a", 1).Add("b", ImmutableArray.Create<object>("x")),
            JsonElement = JsonDocument.Parse("""{"n": null, "p": [1, null, {"q": "r"}]}""").RootElement,
            Any = new Dictionary<string, object?>
            {
                ["arr"] = new object?[] { 1, "a", null, true, Array.Empty<object>(), new Dictionary<string, object>() },
                ["f"] = 1e300,
                ["neg"] = -5,
                ["nul"] = null,
            },
        });
        _ = new R("nulls", new RArgs { Name = (string)null!, Link = Output.Create((string)null!) });
        _ = new R("u2", new RArgs
        {
            Name = "x",
            Union = 7,
            Json = ImmutableDictionary<string, object>.Empty.Add("key", "inJson"),
        });
    }

    public static void Assets()
    {
        var text = new R("as", new RArgs { Asset = new StringAsset("text body") });
        _ = new R("fa", new RArgs { Asset = new FileAsset("./some-file.txt") });
        _ = new R("ra", new RArgs { Asset = new RemoteAsset("https://example.com/a.txt") });
        _ = new R("far", new RArgs { Asset = new FileArchive("./dir") });
        _ = new R("rar", new RArgs { Asset = new RemoteArchive("https://example.com/a.zip") });
        _ = new R("aar", new RArgs
        {
            Asset = new AssetArchive(new Dictionary<string, AssetOrArchive>
            {
                ["one"] = new StringAsset("1"),
                ["sub"] = new FileArchive("./sub"),
            }),
        });
        var back = new R("back", new RArgs { Asset = new StringAsset("text body") });
        back.Asset.Apply(asset =>
        {
            Console.WriteLine($"asset out: {asset.GetType().Name}");
            return true;
        });
    }
}

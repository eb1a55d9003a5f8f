using System.Text.RegularExpressions;
using Azure.Bicep.Types.Concrete;
using MlopsInfra.LocalCloud.Services.Compute;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>The local cloud's list of VM sizes, against the sizes that others name.</summary>
public sealed partial class VmSizeTests
{
    // Microsoft's types name it, and Azure never sold it: the size is called Standard_E32-16s_v3.
    private const string NeverSold = "Standard_E32-16_v3";

    private static readonly string[] Types =
    [
        "Microsoft.Compute/virtualMachines", "Microsoft.ContainerService/managedClusters",
        "Microsoft.ContainerService/containerServices", "Microsoft.MachineLearningServices/workspaces/computes",
    ];

    [Fact]
    public void Every_size_that_Microsofts_types_name_is_there_or_retired()
    {
        var catalog = new AzureTypeCatalog();
        var named = Types.SelectMany(type => catalog.VersionsOf(type).Select(version => catalog.FindBody(type, version)))
            .OfType<TypeBase>().SelectMany(Literals).Where(name => Size().IsMatch(name)).Distinct().ToList();
        Assert.True(named.Count > 150, $"Only {named.Count} sizes were found.");
        Assert.Equal([NeverSold], named.Where(name => !IsKnown(name)));
    }

    [Fact]
    public void Every_size_in_the_stacks_templates_and_documents_can_be_had()
    {
        string[] folders =
            ["stacks", "templates", "docs", "pipelines", "src/MlopsInfra.Stacks", "src/MlopsInfra.PostDeploy", "infra"];
        var named = folders.Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".md" or ".yaml" or ".yml" or ".json"
                && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Size().Matches(File.ReadAllText(file)).Select(match => (Name: match.Value, File: file)))
            .DistinctBy(found => found.Name).ToList();
        Assert.NotEmpty(named);
        var now = TimeProvider.System.GetUtcNow();
        Assert.Empty(named.Select(found => (found, Fault: VmSizes.FaultOf(found.Name, now))).Where(pair => pair.Fault is not null)
            .Select(pair =>
                $"{pair.found.Name} in {Path.GetRelativePath(Repository.Root, pair.found.File)}: {pair.Fault!.Hint}"));
    }

    [Fact]
    public void A_day_and_a_list_agree_on_what_can_be_had()
    {
        var day = new DateTimeOffset(2025, 9, 30, 12, 0, 0, TimeSpan.Zero);
        Assert.Null(VmSizes.FaultOf("standard_nc6S_V3", day));
        Assert.True(VmSizes.FaultOf("Standard_NC6s_v3", day.AddDays(1))!.IsRetired);
        Assert.Equal((4, 16, 16d), (VmSizes.Find("Standard_E16-4s_v5")!.UsableCores, VmSizes.Find("Standard_E16-4s_v5")!.Cores,
            VmSizes.Find("Standard_D4ds_v5")!.Memory));
        Assert.All(VmSizes.At(day.AddYears(5)), size => Assert.InRange(size.UsableCores, 1, size.Cores));
        Assert.Equal("Standard_DS3_v2", VmSizes.Suggest("Standard_DS3_v22", day));
        Assert.Equal("Standard_D4ds_v5", VmSizes.Suggest("d4DS_v5", day));
        Assert.Null(VmSizes.Suggest("Premium_Something", day));
    }

    private static bool IsKnown(string name) =>
        VmSizes.Find(name) is not null || VmSizes.IsRetired(name, DateTimeOffset.MaxValue);

    private static IEnumerable<string> Literals(TypeBase type)
    {
        var (seen, open) = (new HashSet<TypeBase>(), new Stack<TypeBase>([type]));
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next)) continue;
            if (next is StringLiteralType literal) yield return literal.Value;
            foreach (var below in Below(next)) open.Push(below);
        }
    }

    private static IEnumerable<TypeBase> Below(TypeBase type) => type switch
    {
        ObjectType known => known.Properties.Values.Select(property => property.Type.Type)
            .Concat(known.AdditionalProperties is { } others ? [others.Type] : []),
        DiscriminatedObjectType choice => choice.BaseProperties.Values.Select(property => property.Type.Type)
            .Concat(choice.Elements.Values.Select(element => element.Type)),
        ArrayType list => [list.ItemType.Type],
        UnionType union => union.Elements.Select(element => element.Type),
        _ => [],
    };

    [GeneratedRegex(@"\b(?:Standard|Basic)_[A-Z]+[0-9][A-Za-z0-9_-]*")]
    private static partial Regex Size();
}

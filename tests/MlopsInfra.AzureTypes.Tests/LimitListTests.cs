using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Bicep.Types.Concrete;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>
/// The limits that the local cloud holds values to are those of Microsoft's types, but for the ones that Azure itself does not
/// hold to. To renew: <c>UPDATE_SNAPSHOTS=1 dotnet test tests/MlopsInfra.AzureTypes.Tests --filter LimitListTests</c>.
/// </summary>
public sealed class LimitListTests
{
    // Microsoft's own example of a container with the inference server has the route "/"
    // (azureml-examples, cli/endpoints/online/custom-container/minimal).
    // "Setting this property to -1 will default to the workspace retention", says the description of the same property.
    private static readonly HashSet<(string, string)> NotHeld =
    [
        ("machinelearningservices:Route", "path"),
        ("operationalinsights:Table", "properties.retentionInDays"),
        ("operationalinsights:Table", "properties.totalRetentionInDays"),
    ];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly IReadOnlyList<(string Owner, string Path, ValueLimit Limit)> Limits = Compare();

    [Fact]
    public void The_list_is_Microsofts()
    {
        var file = Path.Combine(Repository.Root, "sdks", "schemas", "limits.json");
        var list = Json();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(file, list);
        Assert.Equal(list, File.ReadAllText(file));
    }

    [Fact]
    public void A_property_has_one_limit_and_it_can_be_kept()
    {
        Assert.True(Limits.Count > 100, $"Only {Limits.Count} limits were found.");
        Assert.Empty(Limits.GroupBy(found => (found.Owner, found.Path)).Where(group => group.Count() > 1)
            .Select(group => group.Key));
        Assert.All(Limits, found => Assert.False(found.Limit.Least > found.Limit.Most));
        Assert.All(Limits.Where(found => found.Limit.Pattern is not null),
            found => Regex.IsMatch("", found.Limit.Pattern!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        Assert.Subset(Limits.Select(found => (found.Owner, found.Path)).ToHashSet(), NotHeld);
    }

    private static List<(string Owner, string Path, ValueLimit Limit)> Compare() =>
    [
        .. (from pair in TypePairs.OfPackage
            let limit = LimitOf(pair.Documented)
            where !limit.IsNone
            select (pair.Owner, pair.Path, limit)).Distinct()
        .OrderBy(found => found.Owner, StringComparer.Ordinal).ThenBy(found => found.Path, StringComparer.Ordinal),
    ];

    private static ValueLimit LimitOf(TypeBase type) => type switch
    {
        StringType text => new(text.MinLength, text.MaxLength, text.Pattern),
        ArrayType list => new(list.MinLength, list.MaxLength),
        IntegerType number => new(number.MinValue, number.MaxValue),
        _ => new(),
    };

    private static string Json()
    {
        var lines = Limits.Where(found => !NotHeld.Contains((found.Owner, found.Path))).GroupBy(found => found.Owner)
            .Select(group => $"  {JsonSerializer.Serialize(group.Key)}: "
                + new JsonObject(group.Select(found => KeyValuePair.Create(found.Path, (JsonNode?)Json(found.Limit))))
                    .ToJsonString(Plain));
        return new StringBuilder("{\n").AppendJoin(",\n", lines).Append("\n}\n").ToString();
    }

    private static JsonObject Json(ValueLimit limit)
    {
        var json = new JsonObject();
        if (limit.Least is { } least) json["least"] = least;
        if (limit.Most is { } most) json["most"] = most;
        if (limit.Pattern is { } pattern) json["pattern"] = pattern;
        return json;
    }
}

using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.Authorization;

/// <summary>
/// What refusals of custom roles rest on: an action is one of the data plane, or it is none, whatever role names it.
/// </summary>
public sealed class BuiltInRoleTests
{
    [Fact]
    public void No_action_is_of_both_planes()
    {
        using var stream = typeof(EmbeddedCloud).Assembly.GetManifestResourceStream("built-in-roles.json")!;
        var roles = JsonNode.Parse(stream)!.AsArray();

        var (control, data) = (Named("actions", "notActions"), Named("dataActions", "notDataActions"));

        Assert.True(control.Count > 200 && data.Count > 50);
        Assert.Empty(control.Intersect(data, StringComparer.OrdinalIgnoreCase));

        List<string> Named(params string[] lists) =>
        [
            .. roles.SelectMany(role => lists.SelectMany(list => role![list]!.AsArray())).Select(action => (string)action!)
                .Where(action => !action.Contains('*', StringComparison.Ordinal)).Distinct(),
        ];
    }
}

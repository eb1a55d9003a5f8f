using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Review.Tests;

/// <summary>
/// An update of an endpoint writes it as a whole: what releases and publishing set is lost, unless a refresh brought it into the
/// state.
/// </summary>
public sealed class ValuesOfOthersTests
{
    private const string Online = "azure-native:machinelearningservices:OnlineEndpoint";

    private const string Group = "azure-native:containerinstance:ContainerGroup";

    [Theory]
    [InlineData(Online, "properties.traffic", "properties.mirrorTraffic")]
    [InlineData("azure-native:machinelearningservices:BatchEndpoint", "properties.defaults", "properties.description")]
    [InlineData("azure-native:storage:StorageAccount")]
    public void An_update_loses_what_it_does_not_hold(string type, params string[] lost)
    {
        var findings = ValuesOfOthers.LostBy(Step(type, StepOperation.Update, [])).ToList();
        Assert.Equal(lost, findings.Select(finding => finding.Path));
        Assert.All(findings, finding => Assert.Equal(PlanFindingKind.ValueLost, finding.Kind));
        Assert.All(findings, finding => Assert.Contains("Refresh the stack first", finding.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_update_holds_and_what_is_no_update_loses_nothing()
    {
        PropertyValue traffic = new PropertyMap([KeyValuePair.Create("blue", (PropertyValue)100)]);
        var properties =
            new PropertyMap([KeyValuePair.Create("traffic", traffic), KeyValuePair.Create("mirrorTraffic", traffic)]);
        Assert.Empty(ValuesOfOthers.LostBy(Step(Online, StepOperation.Update,
            [KeyValuePair.Create("properties", (PropertyValue)properties)])));
        Assert.Empty(ValuesOfOthers.LostBy(Step(Online, StepOperation.Create, [])));
        Assert.Empty(ValuesOfOthers.LostBy(Step(Online, StepOperation.Replace, [])));
        Assert.Empty(ValuesOfOthers.LostBy(Step(Online, StepOperation.Same, [])));
    }

    [Theory]
    [InlineData(StepOperation.Update, "the update writes")]
    [InlineData(StepOperation.Replace, "the new one begins with")]
    public void An_update_of_a_container_group_and_a_new_one_have_the_first_image_again(StepOperation operation, string how)
    {
        var finding = Assert.Single(ValuesOfOthers.LostBy(Step(Group, operation, [])));

        Assert.Equal((PlanFindingKind.ValueLost, "containers[0].image"), (finding.Kind, finding.Path));
        Assert.Contains(how, finding.Text, StringComparison.Ordinal);
        Assert.Empty(ValuesOfOthers.LostBy(Step(Group, StepOperation.Create, [])));
        Assert.Empty(ValuesOfOthers.LostBy(Step(Group, StepOperation.Same, [])));
    }

    private static ResourceStep Step(string type, StepOperation operation,
        IEnumerable<KeyValuePair<string, PropertyValue>> inputs) => new()
    {
        Operation = operation, Urn = $"urn:pulumi:prod::mlops::{type}::endpoint", Type = type, Name = "endpoint", IsCustom = true,
        NewInputs = new PropertyMap(inputs),
    };
}

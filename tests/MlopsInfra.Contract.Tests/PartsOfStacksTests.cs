namespace MlopsInfra.Contract.Tests;

/// <summary>Outputs of parts that not every stack has.</summary>
public sealed class PartsOfStacksTests
{
    private const string Group = PrintedOutputs.Group;

    [Fact]
    public void Parts_that_a_stack_lacks_are_null()
    {
        var printed = PrintedOutputs.Create();
        printed["qaGroupName"] = null;

        var outputs = EnvironmentOutputs.Parse(printed.ToJsonString());

        Assert.False(outputs.IsPrivate);
        Assert.Null(outputs.QaGroupName);
        Assert.Null(outputs.QaScoringUrl);
        Assert.Null(outputs.OnlineEndpointName);
        Assert.Null(outputs.ReleaseIdentityClientId);
        Assert.Null(outputs.ReleaseIdentityPrincipalId);
        Assert.Null(outputs.ReleaseSubnetId);
    }

    [Fact]
    public void Parts_that_a_stack_has_are_read()
    {
        var printed = PrintedOutputs.Create();
        printed["isPrivate"] = true;
        printed["qaGroupName"] = "ci-mlops-dev-qa";
        printed["qaScoringUrl"] = "http://mlops-dev-qa.westeurope.azurecontainer.io:8080/";
        printed["qaIdentityId"] = IdentityId("qa");
        printed["onlineEndpointName"] = "ep-mlops-dev";
        printed["scoringComputeName"] = "aks";
        printed["scoringIdentityId"] = IdentityId("scoring");
        printed["scoringIdentityClientId"] = "0f0f0f0f-0000-0000-0000-000000000003";
        printed["releaseIdentityClientId"] = "0f0f0f0f-0000-0000-0000-000000000004";
        printed["releaseIdentityPrincipalId"] = "0f0f0f0f-0000-0000-0000-000000000006";
        printed["releaseSubnetId"] = $"{Group}/providers/Microsoft.Network/virtualNetworks/vnet-mlops-dev/subnets/release";

        var outputs = EnvironmentOutputs.Parse(printed.ToJsonString());

        Assert.Equal($"{Group}/providers/Microsoft.Insights/components/appi-mlops-dev", outputs.ApplicationInsightsId);
        Assert.Equal($"{Group}/providers/Microsoft.OperationalInsights/workspaces/log-mlops-dev", outputs.LogAnalyticsId);
        Assert.Equal("0f0f0f0f-0000-0000-0000-000000000005", outputs.LogAnalyticsCustomerId);
        Assert.True(outputs.IsPrivate);
        Assert.Equal("ci-mlops-dev-qa", outputs.QaGroupName);
        Assert.Equal(new Uri("http://mlops-dev-qa.westeurope.azurecontainer.io:8080/"), outputs.QaScoringUrl);
        Assert.Equal(IdentityId("qa"), outputs.QaIdentityId);
        Assert.Equal("ep-mlops-dev", outputs.OnlineEndpointName);
        Assert.Equal("aks", outputs.ScoringComputeName);
        Assert.Equal(IdentityId("scoring"), outputs.ScoringIdentityId);
        Assert.Equal("0f0f0f0f-0000-0000-0000-000000000003", outputs.ScoringIdentityClientId);
        Assert.Equal("0f0f0f0f-0000-0000-0000-000000000004", outputs.ReleaseIdentityClientId);
        Assert.Equal("0f0f0f0f-0000-0000-0000-000000000006", outputs.ReleaseIdentityPrincipalId);
        Assert.EndsWith("/subnets/release", outputs.ReleaseSubnetId, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_are_there_and_wrong_are_reported_as_well()
    {
        var printed = PrintedOutputs.Create();
        printed.Remove("applicationInsightsId");
        printed["logAnalyticsId"] = "log-mlops-dev";
        printed["isPrivate"] = "yes";
        printed["qaGroupName"] = "";
        printed["qaScoringUrl"] = "mlops-dev-qa:8080";
        printed["onlineEndpointName"] = "-";
        printed["scoringIdentityClientId"] = "scoring";
        printed["releaseSubnetId"] = 3;

        var thrown = Assert.Throws<EnvironmentOutputsException>(() => EnvironmentOutputs.Parse(printed.ToJsonString()));

        Assert.Equal(
            [
                "output 'applicationInsightsId' is missing.",
                "output 'logAnalyticsId' is 'log-mlops-dev'; expected an ARM id, as in "
                    + "'/subscriptions/ID/resourceGroups/NAME/providers/Microsoft.X/types/NAME'.",
                "output 'isPrivate' is a string; expected true or false.",
                "output 'qaGroupName' is empty.",
                "output 'qaScoringUrl' is 'mlops-dev-qa:8080'; expected an http or https address that ends with a slash.",
                "output 'onlineEndpointName' is '-'; an endpoint's name has 3 to 32 letters, digits and hyphens, "
                    + "begins with a letter and does not end with a hyphen.",
                "output 'scoringIdentityClientId' is 'scoring'; expected a GUID.",
                "output 'releaseSubnetId' is the number 3; expected a string.",
            ],
            thrown.Errors);
    }

    private static string IdentityId(string name) =>
        $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-mlops-dev-{name}";
}

using static MlopsInfra.Components.Tests.Components.ScoringEnvironment;

namespace MlopsInfra.Components.Tests.Components;

public sealed class QaScoringTests
{
    [Fact]
    public async Task Without_an_image_QA_runs_a_public_placeholder_on_the_port_that_it_listens_on()
    {
        var (mocks, _) = await Run.Program(options => _ = new MlopsEnvironment("it", Args(qa: new QaScoringOptions()), options));
        var container = Container(mocks);
        Assert.StartsWith("mcr.microsoft.com/", (string)container["image"]);
        Assert.Equal(80.0,
            ((IDictionary<string, object>)((IDictionary<string, object>)container["livenessProbe"])["httpGet"])["port"]);
    }

    [Fact]
    public async Task QA_pulls_the_environments_image_with_its_identity_and_waits_for_the_right_to()
    {
        var (mocks, graph) = await Run.Program(
            options => _ = new MlopsEnvironment("it", Args(qa: new QaScoringOptions { Image = "scoring:42" }), options));
        var group = mocks.Only("containerinstance:ContainerGroup");
        var credential = Single(group.At("imageRegistryCredentials"));
        Assert.EndsWith("/id-mlops-dev-qa", (string)credential["identity"]);
        Assert.False(credential.ContainsKey("password"));
        Assert.Equal($"{credential["server"]}/scoring:42", Container(mocks)["image"]);
        Assert.Contains("it-qa-identity-images", await graph.DependenciesOf("it-qa-group"));
    }

    [Fact]
    public async Task Secrets_reach_QA_as_secure_values_only()
    {
        var (mocks, _) = await Run.Program(options => _ = new MlopsEnvironment("it", Args(qa: new QaScoringOptions()), options));
        var variables = ((IEnumerable<object>)Container(mocks)["environmentVariables"]).Cast<IDictionary<string, object>>();
        var connection = variables.Single(variable => (string)variable["name"] == "APPLICATIONINSIGHTS_CONNECTION_STRING");
        Assert.True(connection.ContainsKey("secureValue"));
        Assert.False(connection.ContainsKey("value"));
    }

    private static IDictionary<string, object> Container(AzureMocks mocks) =>
        Single(mocks.Only("containerinstance:ContainerGroup").At("containers"));
}

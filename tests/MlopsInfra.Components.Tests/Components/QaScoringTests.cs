using Pulumi;
using static MlopsInfra.Components.Tests.Components.ScoringEnvironment;

namespace MlopsInfra.Components.Tests.Components;

public sealed class QaScoringTests
{
    [Fact]
    public async Task Without_an_image_QA_begins_with_a_public_placeholder_on_the_port_of_scoring_images()
    {
        var (mocks, _) = await Run.Program(options => _ = new MlopsEnvironment("it", Args(qa: new QaScoringOptions()), options));
        var container = Container(mocks);
        Assert.StartsWith("mcr.microsoft.com/", (string)container["image"]);
        Assert.Equal("8080", Variable(container, "PORT")["value"]);
        Assert.Equal(8080.0, Single(container["ports"])["port"]);
        Assert.Equal(("/", 8080.0), Probe(container, "livenessProbe"));
        Assert.Equal(("/", 8080.0), Probe(container, "readinessProbe"));
    }

    [Fact]
    public async Task Releases_set_image_variables_and_tags_and_Pulumi_leaves_them_alone()
    {
        var (mocks, graph) =
            await Run.Program(options => _ = new MlopsEnvironment("it", Args(qa: new QaScoringOptions()), options));

        var group = (CustomResourceOptions)graph.OptionsOf("it-qa-group");

        Assert.Equal(["containers[0].environmentVariables", "containers[0].image", "tags"],
            group.IgnoreChanges.Order(StringComparer.Ordinal));
        // What the first deployment needs is there all the same.
        Assert.NotEmpty((System.Collections.IEnumerable)Container(mocks)["environmentVariables"]);
        Assert.NotNull(mocks.Only("containerinstance:ContainerGroup").At("tags"));
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
        var connection = Variable(Container(mocks), "APPLICATIONINSIGHTS_CONNECTION_STRING");
        Assert.True(connection.ContainsKey("secureValue"));
        Assert.False(connection.ContainsKey("value"));
    }

    private static IDictionary<string, object> Container(AzureMocks mocks) =>
        Single(mocks.Only("containerinstance:ContainerGroup").At("containers"));

    private static IDictionary<string, object> Variable(IDictionary<string, object> container, string name) =>
        ((IEnumerable<object>)container["environmentVariables"]).Cast<IDictionary<string, object>>()
            .Single(variable => (string)variable["name"] == name);

    private static (string Path, double Port) Probe(IDictionary<string, object> container, string probe)
    {
        var get = (IDictionary<string, object>)((IDictionary<string, object>)container[probe])["httpGet"];
        return ((string)get["path"], (double)get["port"]);
    }
}

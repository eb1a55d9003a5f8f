using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Reading;

/// <summary>Mistakes in the files of deployments and online endpoints, each told with its place and what is allowed.</summary>
public sealed class BadDeploymentTests
{
    [Theory]
    [InlineData("traffic: {blue: 100}", "traffic: {blue: many}",
        "endpoint.yml(6,17): 'traffic' gives 'blue' 'many'; allowed: whole percent from 0 to 100")]
    [InlineData("auth_mode: key", "auth_mode: keys",
        "endpoint.yml(4,12): 'auth_mode' is 'keys'; allowed: key, aml_token, aad_token")]
    [InlineData("auth_mode: key", "auth_mod: key",
        "endpoint.yml(4,1): unknown key 'auth_mod' in an online endpoint; did you mean 'auth_mode'?")]
    [InlineData("tags: {team: plant}", "compute: azureml:k8s\npublic_network_access: disabled",
        "endpoint.yml(6,24): 'public_network_access' is of managed endpoints; this one has a 'compute'")]
    [InlineData("tags: {team: plant}",
        "identity: {type: user_assigned, user_assigned_identities: [{resource_id: a}, {resource_id: b}]}",
        "endpoint.yml(5,59): an endpoint has one identity; 'user_assigned_identities' names 2")]
    public void One_mistake_in_an_endpoint_gives_one_error(string old, string now, string expected) =>
        Check("endpoint.yml", old, now, expected);

    [Theory]
    [InlineData("instance_count: 1", "instance_count: one", "blue.yml(10,17): 'instance_count' is 'one', which is no integer")]
    [InlineData("scoring_script: score.py", "scoring_script: scores.py",
        "blue.yml(5,52): there is no 'scores.py' in the code folder './code'")]
    [InlineData("path: ./model", "path: ./models", "blue.yml(4,15): the path './models' does not exist")]
    [InlineData("path: ./model", "path: \"./\\0\"", "blue.yml(4,15): the path './\0' does not exist")]
    [InlineData("instance_count: 1", "scale_settings: {type: target_utilization, max_instances: 3}",
        "blue.yml(10,17): a managed online deployment has scale_settings of the type 'default'; autoscale settings of Azure "
            + "Monitor scale it further")]
    [InlineData("instance_count: 1", "liveness_probe: {delay: 3}", "blue.yml(10,18): unknown key 'delay' in 'liveness_probe'; ")]
    [InlineData("instance_count: 1", "resources: {limits: {cpu: 1}}",
        "blue.yml(10,1): unknown key 'resources' in a managed online deployment; ")]
    [InlineData("endpoint_name: pump-online", "endpoint_name: p", "blue.yml(3,16): 'p' is no name for an online endpoint: ")]
    [InlineData("enabled: 'true'", "enabled: 'true', data: {path: ./live}",
        "blue.yml(13,50): 'path' is './live'; expected a path of a datastore: azureml://datastores/NAME/paths/...")]
    public void One_mistake_in_a_deployment_gives_one_error(string old, string now, string expected) =>
        Check("blue.yml", old, now, expected);

    private static void Check(string file, string old, string now, string expected)
    {
        using var folder = Publishing.OnlineFolder.Create().Edit(file, old, now);

        var thrown = Assert.Throws<PipelineFolderException>(folder.Read);

        Assert.StartsWith(expected, Assert.Single(thrown.Errors).ToString(), StringComparison.Ordinal);
    }
}

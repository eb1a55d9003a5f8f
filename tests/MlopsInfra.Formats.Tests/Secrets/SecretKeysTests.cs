using System.Text.Json.Nodes;
using MlopsInfra.Formats.Secrets;

namespace MlopsInfra.Formats.Tests.Secrets;

/// <summary>Keys whose values no message repeats.</summary>
public sealed class SecretKeysTests
{
    [Theory]
    [InlineData("github:token")]
    [InlineData("azuredevops:personalAccessToken")]
    [InlineData("mlops-infra:apiToken")]
    [InlineData("ARM_CLIENT_SECRET")]
    [InlineData("account_key")]
    [InlineData("accountKey")]
    [InlineData("connection_string")]
    [InlineData("connectionString")]
    [InlineData("SAS")]
    [InlineData("sas_token")]
    [InlineData("db-password")]
    [InlineData("tls.key")]
    [InlineData("key")]
    [InlineData("secrets")]
    [InlineData("PIP_API_KEY")]
    public void A_key_of_a_secret_is_known_by_its_words(string key) => Assert.True(SecretKeys.IsSecret(key));

    [Theory]
    [InlineData("mlops-infra:location")]
    [InlineData("sshPublicKey")]
    [InlineData("max_tokens")]
    [InlineData("tokenizer")]
    [InlineData("oidcTokenFilePath")]
    [InlineData("clientSecretPath")]
    [InlineData("kubernetesSecret")]
    [InlineData("secretName")]
    [InlineData("partition_keys")]
    [InlineData("primary_metric")]
    [InlineData("compass")]
    [InlineData("mapping")]
    [InlineData("")]
    [InlineData(":")]
    public void A_key_of_something_else_is_not(string key) => Assert.False(SecretKeys.IsSecret(key));

    [Theory]
    [InlineData("azure-native")]
    [InlineData("azuredevops")]
    [InlineData("github")]
    public void What_a_provider_calls_secret_in_its_configuration_is_known(string package)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "sdks", "schemas", $"{package}.json")))!;
        var missed = schema["config"]!["variables"]!.AsObject()
            .Where(variable => (bool?)variable.Value!["secret"] == true && !SecretKeys.IsSecret($"{package}:{variable.Key}"))
            .Select(variable => variable.Key);

        // The id of an application is public: it stands in every sign-in.
        Assert.Empty(missed.Except(["clientId"]));
    }
}

using System.Net;
using System.Text.Json.Nodes;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>The roles of the release identity are enough for what a release does, and for nothing else.</summary>
public sealed class ReleaseRightsTests : IDisposable
{
    private readonly ReleasedStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task A_job_of_the_environment_releases_with_the_release_identity_and_can_do_nothing_else()
    {
        await _stack.UpAsync();
        await using var served = await _stack.ServeAsync();
        var release = _stack.Releases(served);
        var (workspace, registry) =
            (_stack.Output("workspaceId"), _stack.Id($"Microsoft.ContainerRegistry/registries/{_stack.Output("registryName")}"));

        async Task MayAsync(HttpMethod method, string path, string? body = null)
        {
            var (status, text) = await served.AskAsync(release, method, path, body is null ? null : JsonNode.Parse(body));
            Assert.True(status != HttpStatusCode.Forbidden, $"{method} {path}: {text}");
        }

        async Task MayNotAsync(HttpMethod method, string path, string? body = null)
        {
            var (status, text) = await served.AskAsync(release, method, path, body is null ? null : JsonNode.Parse(body));
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Contains("AuthorizationFailed", text, StringComparison.Ordinal);
        }

        // The group, with what Azure does not show: the connection string of telemetry and the key of the logs.
        await _stack.ReleaseAsync(served, "mcr.microsoft.com/contoso/scoring:released");
        await MayAsync(HttpMethod.Post, $"{_stack.GroupId}/restart?api-version=2025-09-01");
        await MayAsync(HttpMethod.Get, $"{_stack.GroupId}/containers/scoring/logs?api-version=2025-09-01");
        // Models and their runs.
        await MayAsync(HttpMethod.Get, $"{workspace}?api-version=2025-12-01");
        await MayAsync(HttpMethod.Get, $"{workspace}/jobs?api-version=2025-12-01");
        await MayAsync(HttpMethod.Get, $"{workspace}/models?api-version=2025-12-01");
        await MayAsync(HttpMethod.Put, $"{workspace}/jobs/train-1?api-version=2025-12-01", """{"properties":{"jobType":"Pipeline"}}""");
        await MayAsync(HttpMethod.Put, $"{workspace}/models/pumps/versions/1?api-version=2025-12-01",
            """{"properties":{"modelType":"custom_model","modelUri":"azureml://jobs/train-1/outputs/model"}}""");
        await MayAsync(HttpMethod.Put, $"{workspace}/environments/scoring/versions/1?api-version=2025-12-01",
            """{"properties":{"image":"crmlops.azurecr.io/scoring@sha256:0"}}""");
        // Images.
        await MayAsync(HttpMethod.Get, $"{registry}?api-version=2025-11-01");
        await MayAsync(HttpMethod.Post, $"{registry}/listBuildSourceUploadUrl?api-version=2019-04-01");
        await MayAsync(HttpMethod.Post, $"{registry}/importImage?api-version=2025-11-01",
            """{"source":{"registryUri":"mcr.microsoft.com","sourceImage":"azuredocs/aci-helloworld:latest"},"targetTags":["scoring:1"]}""");
        // Logs.
        await MayAsync(HttpMethod.Post, $"{_stack.Output("logAnalyticsId")}/query?api-version=2017-10-01",
            """{"query":"AppRequests | take 1"}""");

        var storage = _stack.Id($"Microsoft.Storage/storageAccounts/{_stack.Output("storageAccountName")}");
        await MayNotAsync(HttpMethod.Delete, $"{workspace}?api-version=2025-12-01");
        await MayNotAsync(HttpMethod.Delete, $"{registry}?api-version=2025-11-01");
        await MayNotAsync(HttpMethod.Delete, $"{storage}?api-version=2024-01-01");
        await MayNotAsync(HttpMethod.Post, $"{storage}/listKeys?api-version=2024-01-01");
        await MayNotAsync(HttpMethod.Delete, $"{_stack.Output("applicationInsightsId")}?api-version=2020-02-02");
        await MayNotAsync(HttpMethod.Put,
            $"{storage}/providers/Microsoft.Authorization/roleAssignments/{Guid.NewGuid()}?api-version=2022-04-01",
            """{"properties":{"principalId":"00000000-0000-0000-0000-000000000001","roleDefinitionId":"x"}}""");
    }

    [Fact]
    public async Task Another_environments_release_identity_reads_models_and_images_here_and_no_logs()
    {
        await _stack.UpAsync();
        Assert.True(Guid.TryParse(_stack.Output("releaseIdentityPrincipalId"), out _));

        // What another stack says of its own.
        var changed = ReleasedStack.Configuration
            + "\n  mlops-infra:releases:\n    targets:\n      prod: 7a1d6a4c-0000-0000-0000-00000000000a\n";
        var given = (await _stack.UpAsync(changed)).GetProperty("steps").EnumerateArray()
            .Where(step => step.GetProperty("op").GetString() == "create").Select(step => step.GetProperty("name").GetString())
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "mlops-release-to-prod-builds", "mlops-release-to-prod-files", "mlops-release-to-prod-images",
                "mlops-release-to-prod-models", "mlops-release-to-prod-workspace",
            ],
            given);
    }
}

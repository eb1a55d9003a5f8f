using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using MlopsInfra.Cli.Doctor;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Configuration;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Tests.Doctor;

/// <summary>A local cloud's REST side, and the doctor's Azure checks against it through the unmodified SDK.</summary>
internal sealed class CheckedCloud : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly EmbeddedCloud _cloud;
    private readonly LocalCloudServer _server;
    private readonly HttpClientTransport _transport;

    private CheckedCloud(EmbeddedCloud cloud, LocalCloudServer server, DirectoryInfo folder)
    {
        (_cloud, _server, _folder) = (cloud, server, folder);
        _transport = new HttpClientTransport(new HttpClient(server.CreateHandler()));
    }

    public static async Task<CheckedCloud> StartAsync(LocalCloudOptions options)
    {
        var cloud = EmbeddedCloud.Open(null, options);
        var folder = TestFolders.Create("mlops-doctor-test-");
        return new CheckedCloud(cloud,
            await LocalCloudServer.StartAsync(cloud, new LocalCloudServerOptions { DataFolder = folder.FullName },
                CancellationToken.None), folder);
    }

    /// <summary>The checks, by name.</summary>
    /// <param name="needs">What the stack needs.</param>
    /// <param name="subscription">The subscription that is named.</param>
    /// <param name="principal">Who asks; null: the deployer.</param>
    public async Task<Dictionary<string, DoctorCheck>> CheckAsync(StackNeeds? needs, string? subscription = null,
        string? principal = null)
    {
        var checks = new AzureChecks(new AzureConnection(new Credential(_server, principal)) { Transport = _transport });
        return await checks.RunAsync(needs, subscription, TestContext.Current.CancellationToken)
            .ToDictionaryAsync(check => check.Name);
    }

    /// <summary>Lets somebody see a subscription: the role Reader.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="principal">Who it is.</param>
    public async Task LetReadAsync(string subscription, string principal)
    {
        const string Reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
        var roles = $"/subscriptions/{subscription}/providers/Microsoft.Authorization";
        await _cloud.Resources.PutAsync(ResourceId.Parse($"{roles}/roleAssignments/{Guid.NewGuid()}"), new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["principalId"] = principal, ["principalType"] = "ServicePrincipal",
                ["roleDefinitionId"] = $"{roles}/roleDefinitions/{Reader}",
            },
        }, new ArmRequestOptions("2022-04-01"), TestContext.Current.CancellationToken);
    }

    /// <summary>A stack that starts machines and assigns roles.</summary>
    public static StackNeeds Needs(params VmNeed[] machines) => new()
    {
        Stack = "dev",
        Resources = 10,
        Namespaces = ["Microsoft.EventGrid", "Microsoft.MachineLearningServices", "Microsoft.Storage"],
        Packages = new HashSet<string> { "azure-native" },
        Configuration = StackConfiguration.Load(ProjectFile.Load(Repository.Root), "dev"),
        Machines = machines,
        Location = "westeurope",
        AssignsRoles = true,
    };

    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await _server.DisposeAsync();
        await _cloud.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class Credential(LocalCloudServer server, string? principal) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var token = server.Tokens.Issue(requestContext.Scopes[0], principal);
            return new AccessToken(token.Value, token.ExpiresOn);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext,
            CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}

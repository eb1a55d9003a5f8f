using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Identity;

/// <summary>Mistakes of identities and their federated credentials.</summary>
internal static class IdentityMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("21 federated credentials of one identity", "BadRequest", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Identity();
            for (var number = 1; number <= (or.IsMade ? 21 : 20); number++)
                await azure.FederatedCredential($"env{number}", $"repo:octo/ml:environment:env{number}");
        })) { Says = "20 federated identity credentials" },
        new("one subject in two federated credentials", "Conflict", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Identity();
            await azure.FederatedCredential("dev", "repo:octo/ml:environment:dev");
            await azure.FederatedCredential("prod", or["repo:octo/ml:environment:prod", "repo:octo/ml:environment:dev"]);
        })),
        new("a federated credential with a long subject", "BadRequest", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Identity();
            await azure.FederatedCredential("dev", new string('x', or.IsMade ? 601 : 600));
        })) { Says = "600 are allowed" },
        new("a federated credential of an issuer without TLS", "BadRequest", async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Identity();
            await azure.FederatedCredential("dev", "repo:octo/ml:environment:dev", $"{or["https", "http"]}://issuer.example.com");
        })) { Says = "https" },
        new("two federated credentials of one identity at once",
            "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
            async (azure, or) => await azure.GroupAnd(async () =>
        {
            await azure.Identity();
            await or.OneAfterTheOther(() => azure.FederatedCredential("dev", "repo:octo/ml:environment:dev"),
                () => azure.FederatedCredential("prod", "repo:octo/ml:environment:prod"));
        })),
    ];
}

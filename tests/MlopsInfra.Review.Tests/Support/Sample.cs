using System.Collections.Immutable;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Review.Tests.Support;

/// <summary>
/// A small stack to try things on: an environment with a component for the data and one for the people who use it.
/// </summary>
internal static class Sample
{
    public const string Group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-x";
    public const string AccountId = $"{Group}/providers/Microsoft.Storage/storageAccounts/stx";
    public const string IdentityId = $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-x";
    public const string Principal = "44444444-4444-4444-4444-444444444444";
    public const string Reader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    public const string Contributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

    public static ResourceRecord Environment { get; } = Component("MlopsEnvironment", "env", null);

    public static ResourceRecord Data { get; } = Component("MlStorage", "data", Environment);

    public static ResourceRecord People { get; } = Component("WorkloadIdentity", "people", Environment);

    public static ResourceRecord Account { get; } = Resource("storage:StorageAccount", "account", AccountId, Data) with
    {
        Inputs = Map(("accountName", "stx"), ("sku", Map(("name", "Standard_LRS")))),
    };

    public static ResourceRecord Identity { get; } =
        Resource("managedidentity:UserAssignedIdentity", "identity", IdentityId, People) with
    {
        Outputs = Map(("principalId", Principal)),
    };

    public static ResourceRecord Grant(string name, string role) =>
        Resource("authorization:RoleAssignment", name,
            $"{AccountId}/providers/Microsoft.Authorization/roleAssignments/{Guid.Empty}", People) with
    {
        Inputs = Map(("principalId", Principal),
            ("roleDefinitionId", $"/providers/Microsoft.Authorization/roleDefinitions/{role}"), ("scope", AccountId),
            ("description", "Reads the data.")),
        Dependencies = [Account.Urn, Identity.Urn],
    };

    public static StackSnapshot Snapshot(params ResourceRecord[] resources) =>
        new("dev", [Environment, Data, People, .. resources]);

    public static PropertyMap Map(params (string Key, PropertyValue Value)[] members) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, member.Value)));

    public static ResourceRecord Resource(string type, string name, string? id, ResourceRecord? parent) => new()
    {
        Urn = Urn($"azure-native:{type}", name, parent),
        Type = $"azure-native:{type}",
        Custom = true,
        Id = id,
        Parent = parent?.Urn,
    };

    public static ResourceStep Step(StepOperation operation, ResourceRecord resource, params PropertyDifference[] changes) =>
        new()
    {
        Operation = operation,
        Urn = resource.Urn,
        Type = resource.Type,
        Name = StackSnapshot.NameOf(resource.Urn),
        IsCustom = resource.Custom,
        Id = operation == StepOperation.Create ? null : resource.Id,
        Changes = [.. changes],
    };

    /// <summary>
    /// The steps of a preview from one stack to the other, as an engine makes them where every change is done in place.
    /// </summary>
    public static ImmutableArray<ResourceStep> Steps(StackSnapshot before, StackSnapshot after) =>
    [
        .. after.Resources.Select(resource => Step(before.Find(resource.Urn) is not { } old ? StepOperation.Create
            : old.Inputs.Equals(resource.Inputs) ? StepOperation.Same : StepOperation.Update, resource)),
        .. before.Resources.Where(resource => after.Find(resource.Urn) is null)
            .Select(resource => Step(StepOperation.Delete, resource)),
    ];

    private static ResourceRecord Component(string type, string name, ResourceRecord? parent) => new()
    {
        Urn = Urn($"mlopsinfra:azure:{type}", name, parent),
        Type = $"mlopsinfra:azure:{type}",
        Custom = false,
        Parent = parent?.Urn,
    };

    private static string Urn(string type, string name, ResourceRecord? parent) =>
        $"urn:pulumi:dev::test::{(parent is null ? "" : parent.Urn.Split("::")[2] + "$")}{type}::{name}";
}

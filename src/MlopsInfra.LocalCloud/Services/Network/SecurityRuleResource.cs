using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Security rules that are resources of their own.</summary>
internal sealed class SecurityRuleResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{NetworkSecurityGroupResource.TypeName}/securityRules";

    public override NamingRule Naming { get; init; } = NetworkNames.Of(1, 80);

    public override void CheckPut(PutContext put)
    {
        SecurityRules.Check(put.Body, put.Id.Name);
        var other = put.Siblings.FirstOrDefault(found => SecurityRules.Rank(found.Body) == SecurityRules.Rank(put.Body));
        if (other is not null) throw SecurityRules.Conflict(put.Id.Name, other.Name);
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) =>
        NetworkSecurityGroupResource.Rules.Remember(put);

    public override IEnumerable<StoreChange> Leaves(DeleteContext delete) => NetworkSecurityGroupResource.Rules.Forget(delete);
}

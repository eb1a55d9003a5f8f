using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Names that are unique beyond their resource group: world-wide, or in a region.</summary>
internal static class Uniqueness
{
    /// <summary>Refuses a name that somebody else has.</summary>
    public static void Check(PutContext put)
    {
        if (!put.IsNew || put.Cloud.Types.Of(put.Id.Type).UniqueName is not { } unique) return;
        var isTaken = unique.With.Append(put.Id.Type)
            .SelectMany(type => put.Cloud.Store.OfType(type))
            .Any(other => other.Name.Equals(put.Id.Name, StringComparison.OrdinalIgnoreCase)
                && (!unique.IsRegional || Regions.Normalize(other.Body.Text("location") ?? "") == put.Location));
        if (isTaken) throw unique.Taken(put);
    }
}

namespace MlopsInfra.LocalCloud.Tests;

/// <summary>Built-in roles that tests grant.</summary>
internal static class Role
{
    public const string Contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    public const string Reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    public const string BlobContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    public const string BlobReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    public const string VaultAdministrator = "00482a5a-887f-4fb3-b363-3b7fe8e74483";
    public const string AcrPull = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
    public const string TasksContributor = "fb382eab-e894-4461-af04-94435c366c3f";
    public const string ClusterAdmin = "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8";
    public const string ExtensionContributor = "85cb6faf-e071-4c9b-8136-154b5a04f717";
    public const string IdentityOperator = "f1a07417-d97a-45cb-824c-7a7467783830";
    public const string InstancesContributor = "5d977122-f97e-4b4d-a52f-6b43003ddb4d";
    public const string NetworkContributor = "4d97b98b-1d4f-4787-a291-c67834d212e7";
    public const string ZoneContributor = "b12aa53e-6015-4669-85d0-8515ebb3ae7f";
    public const string DataScientist = "f6c7c914-8db3-469d-8ca1-694a8f32e121";
}

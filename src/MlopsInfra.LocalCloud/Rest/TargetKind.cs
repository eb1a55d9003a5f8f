namespace MlopsInfra.LocalCloud.Rest;

internal enum TargetKind
{
    Resource,
    Collection,
    Action,
}

namespace MlopsInfra.LocalCloud.Rest.Faults;

internal enum FaultKind
{
    Answer,
    CutBefore,
    CutAfter,
    FailOperation,
}

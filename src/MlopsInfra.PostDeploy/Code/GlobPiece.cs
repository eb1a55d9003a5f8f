namespace MlopsInfra.PostDeploy.Code;

/// <summary>A piece of a pattern.</summary>
/// <param name="Set">What its characters are of; null for the begin of a part that may be left out.</param>
/// <param name="IsRepeated">Whether any number of characters is meant, none as well, and not one.</param>
/// <param name="Length">How many pieces the part has that may be left out.</param>
internal sealed record GlobPiece(CharacterSet? Set, bool IsRepeated = false, int Length = 0);

using MlopsInfra.Review.Changes;

namespace MlopsInfra.Review.Pictures;

/// <summary>One line of a card: resources of one type to which the same happens.</summary>
/// <param name="Icon">What kind of thing they are.</param>
/// <param name="Text">The type in words.</param>
/// <param name="Names">Their names in the cloud.</param>
/// <param name="Change">What happens to them; null for nothing.</param>
internal sealed record PictureRow(PictureIcon Icon, string Text, IReadOnlyList<string> Names, ChangeKind? Change);

namespace MlopsInfra.Review.Pictures;

/// <summary>What a picture of a stack shows, before it is known where.</summary>
/// <param name="Title">The stack.</param>
/// <param name="Subtitle">Where it is: the resource group and the region; empty if that can't be said.</param>
/// <param name="Cards">The components.</param>
/// <param name="Links">Which card uses which, by their positions in <paramref name="Cards"/>; what follows from others is left
/// out.</param>
/// <param name="ShowsChanges">Whether it is a picture of a change.</param>
internal sealed record PictureModel(
    string Title, string Subtitle, IReadOnlyList<PictureCard> Cards, IReadOnlyList<(int From, int To)> Links, bool ShowsChanges);

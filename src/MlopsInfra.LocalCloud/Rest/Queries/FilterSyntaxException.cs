namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>A <c>$filter</c> that can't be read, or asks for what a list has not.</summary>
/// <param name="why">What is wrong with it.</param>
internal sealed class FilterSyntaxException(string why) : Exception(why);

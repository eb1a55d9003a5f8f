using System.Collections.Immutable;

namespace SdkGenerator.CSharp;

/// <summary>A group of classes to be written together.</summary>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Classes">Their names.</param>
/// <param name="Source">What in the schema they come from, for error messages.</param>
/// <param name="Write">Writes them.</param>
internal sealed record Declaration(string Namespace, ImmutableArray<string> Classes, string Source, Action<CodeWriter> Write);

//! What this is and is not, its sources and its licences.

use yew::prelude::*;

use crate::app::site::Library;
use crate::atlas::Reference;

/// The About page.
#[component]
pub(crate) fn About() -> Html {
    let Some(Library { atlas, texts }) = use_context::<Library>() else { return html! {} };
    let texts = texts.ok().flatten();
    let reference = |reference: &Reference| {
        html! {
            <li key={reference.id.clone()}>
                { format!("{} ({}). ", reference.authors, reference.year) }<cite>{ reference.title.trim_end_matches('.') }</cite>{ "." }
            </li>
        }
    };
    html! {
        <article class="page narrow prose">
            <h1>{ "About Palpate" }</h1>
            <h2>{ "What it is" }</h2>
            <p>{ "Palpate teaches where muscles lie, where their trigger points are found, where those points send pain, \
                  and how neuromuscular therapists find and treat them. Massage students, their teachers and \
                  self-learners study with it. Every trigger point is placed in millimeters inside its muscle on one \
                  reference body, so it stands in the same place in every view." }</p>
            <h2>{ "What it is not" }</h2>
            <p><strong>{ "Palpate is education. It is not medical advice, diagnosis or a license to treat." }</strong>
                { " Bodies differ: a point on the plate is where to begin searching, not where it must be. Referral \
                   patterns are what textbooks report of many people, and anyone's pain may differ. Chest pain, sudden \
                   severe headache, pain after an injury, numbness, weakness, fever or unexplained weight loss need a \
                   physician first." }</p>
            <h2>{ "How sure it is" }</h2>
            <p>{ "Where a claim is made, its standing is named: established (anatomy, dissection), clinical consensus \
                  (the textbooks agree), or contested. Two things are contested throughout. Examiners agree only \
                  modestly on where a trigger point is: kappa ranges from near 0 to 0.75 across studies (Lucas and \
                  others, 2009). And how referred pain arises is debated." }</p>
            <h2>{ "How far it reaches" }</h2>
            <p>{ format!("{} muscles of the whole body, each with its page, and {} trigger points with their referral, \
                  palpation and technique.", atlas.muscles().len(), atlas.points().count()) }</p>
            <h2>{ "What is kept" }</h2>
            <p>{ "Your progress and your choice of colors stay in this browser. Nothing is sent anywhere: there is no \
                  account, no server and no counting of visits." }</p>
            <h2>{ "The body" }</h2>
            <p>{ "The plates are drawn from " }
                <a href="https://lifesciencedb.jp/bp3d/" rel="external">{ "BodyParts3D" }</a>
                { ", © The Database Center for Life Science, licensed under CC BY 4.0 (the files of release 3.0 name \
                   CC BY-SA 2.1 Japan). The skin, the face, the hands and the feet, the surface regions, and \
                   the muscles and fasciae that the source lacks were drawn anew." }</p>
            <h2>{ "Licenses" }</h2>
            <p>{ "The code is free under MIT or Apache-2.0, as you choose. Plates and text are under " }
                <a href="https://creativecommons.org/licenses/by-sa/4.0/" rel="license external">{ "CC BY-SA 4.0" }</a>
                { ": use them, change them, name the source, and pass on the same freedom." }</p>
            <h2>{ "Sources" }</h2>
            <p>{ "Names follow Terminologia Anatomica 2. Facts are cited on each page; these are the books and papers." }</p>
            <ul class="references">{ for texts.iter().flat_map(|texts| &texts.1).map(reference) }</ul>
        </article>
    }
}
